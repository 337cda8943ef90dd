# bash completion for kiosk: asks the program itself, so it cannot be out of date.
_kiosk() {
    local word=${COMP_WORDS[COMP_CWORD]} command=
    local i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        -*) ;;
        *)
            command=${COMP_WORDS[i]}
            break
            ;;
        esac
    done
    local words
    if [[ -z $command && $word != -* ]]; then
        words=$("${COMP_WORDS[0]}" --help 2>/dev/null |
            sed -n '/^commands:/,/^$/s/^  \([a-z]\+\) .*/\1/p')
    elif [[ $word == -* ]]; then
        words=$("${COMP_WORDS[0]}" ${command:+"$command"} --help 2>/dev/null |
            sed -n 's/^  \(--[a-z-]\+\).*/\1/p')
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _kiosk kiosk
