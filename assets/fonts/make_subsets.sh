#!/bin/sh
# Makes the fallback fonts in this folder again from where they come from: the npm packages
# @expo-google-fonts/inter and @expo-google-fonts/noto-sans-arabic, and Debian's fonts-noto-cjk.
# Needs npm, fonts-noto-cjk and python3-fonttools; the kiosk's build needs none of them.
# usage: assets/fonts/make_subsets.sh
#
# What is kept:
#   Inter            Latin with Vietnamese, Cyrillic, punctuation, money, arrows, common signs
#   NotoSansArabic   Arabic, Persian, Urdu letters, both sets of digits, punctuation
#   NotoSansCJKsc    GB 2312 (3,755 characters of level 1, 3,008 of level 2), what the kiosk's own texts
#                    hold besides, words of anatomy, punctuation, full-width forms. No ASCII:
#                    digits and Latin words are Inter's.
# Features that shape letters stay; hinting goes (FreeType's own is used), and the forms that
# other regions write Chinese characters in.
set -eu
export LC_ALL=C.UTF-8
cd "$(dirname "$0")"
sources=$(mktemp -d)
trap 'rm -rf "$sources"' EXIT

npm install --silent --no-save --prefix "$sources" \
    @expo-google-fonts/inter@0.4.2 @expo-google-fonts/noto-sans-arabic@0.4.3
modules=$sources/node_modules/@expo-google-fonts
cjk=/usr/share/fonts/opentype/noto

# subset FROM TO [OPTION...]
subset() {
    from=$1
    to=$2
    shift 2
    /usr/bin/python3 -m fontTools.subset "$from" --output-file="$to" --no-hinting --notdef-outline \
        --name-IDs=0,1,2,3,4,5,6,13,14 "$@"
}

gb2312() {
    /usr/bin/python3 -c '
for row in range(0xB0, 0xF8):
    for cell in range(0xA1, 0xFF):
        print(bytes((row, cell)).decode("gb2312", "ignore"), end="")'
    echo 腘蹠
}

marks=20-7E,A0-FF,2010-2027,2030-205E,20A0-20BF
for weight in 400Regular 600SemiBold 700Bold 800ExtraBold; do
    name=$(echo "$weight" | tr -d 0-9)
    subset "$modules/inter/$weight/Inter_$weight.ttf" "Inter-$name.ttf" \
        --unicodes="$marks,100-24F,300-36F,400-52F,1E00-1EFF,2100-214F,2150-215E,2190-2199,2200-2265,25A0-25CF,2713,2717"
    subset "$modules/noto-sans-arabic/$weight/NotoSansArabic_$weight.ttf" "NotoSansArabic-$name.ttf" \
        --unicodes=20-2F,3A-40,5B-60,7B-7E,A0,AB,B7,BB,2010-2015,2018-201D,2022,2026,200C-200F,600-6FF,750-77F,FD3E-FD3F,FDF2
done

{
    gb2312
    find ../lang ../../content -name 'zh*.json' -exec grep -ohP '\p{Han}' {} +
} >"$sources/chinese.txt"
for weight in Regular Bold; do
    subset "$cjk/NotoSansCJK-$weight.ttc" "NotoSansCJKsc-$weight.otf" --font-number=2 \
        --text-file="$sources/chinese.txt" --layout-features=ccmp,liga,calt \
        --unicodes=2014,2018-201D,2026,2103,3000-303F,FF01-FF5E,FFE5
done

cp "$modules/inter/LICENSE_FONT" LICENSE-Inter
cp "$modules/noto-sans-arabic/LICENSE_FONT" LICENSE-NotoSansArabic
{
    echo 'Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name "Source".'
    sed 1d LICENSE-Inter
} >LICENSE-NotoSansCJKsc
ls -l
