# `cmake --install` and `cmake --build build --target package`: physio-kiosk_VERSION_ARCH.deb.
# Included at the end of CMakeLists.txt.
set(own share/physio-kiosk)
set(packaging ${CMAKE_SOURCE_DIR}/config/package)
set(appliance ${CMAKE_SOURCE_DIR}/config/appliance)
set(settings /etc/physio-kiosk)

install(TARGETS kiosk RUNTIME DESTINATION bin)
install(TARGETS kiosk-handout kiosk-fetch LIBRARY DESTINATION lib/physio-kiosk)
install(DIRECTORY assets/fonts assets/lang assets/sounds DESTINATION ${own}/assets
        PATTERN LICENSE* EXCLUDE PATTERN *.sh EXCLUDE PATTERN *.py EXCLUDE)
install(DIRECTORY ${CMAKE_BINARY_DIR}/share/assets/icons DESTINATION ${own}/assets)
install(DIRECTORY content DESTINATION ${own} PATTERN sample-clinic EXCLUDE)
install(DIRECTORY content/sample-clinic DESTINATION share/doc/physio-kiosk/examples)

install(DIRECTORY config/fleet DESTINATION share/doc/physio-kiosk)

# Settings are the machine's: Debian keeps what was changed in them.
install(FILES config/kiosk.json config/theme.json DESTINATION ${settings})
install(CODE "file(MAKE_DIRECTORY \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${own})
  file(CREATE_LINK ${settings} \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${own}/config SYMBOLIC)")
install(FILES config/README.md DESTINATION share/doc/physio-kiosk RENAME settings.md)
install(FILES config/ACCESSIBILITY.md DESTINATION share/doc/physio-kiosk RENAME accessibility.md)

set(made ${CMAKE_BINARY_DIR}/package)
file(MAKE_DIRECTORY ${made})
foreach(page kiosk.1 kiosk-appliance.8 changelog)
  add_custom_command(OUTPUT ${made}/${page}.gz DEPENDS ${packaging}/${page} VERBATIM
                     COMMAND sh -c "gzip -9n <'${packaging}/${page}' >'${made}/${page}.gz'")
  list(APPEND made_files ${made}/${page}.gz)
endforeach()
set(licences ${CMAKE_SOURCE_DIR}/assets/fonts/LICENSE ${CMAKE_SOURCE_DIR}/assets/icons/LICENSE)
add_custom_command(OUTPUT ${made}/copyright VERBATIM
                   DEPENDS ${packaging}/copyright ${packaging}/add_licences ${licences}
                   COMMAND sh -c "'${packaging}/add_licences' \"$@\" >'${made}/copyright'" sh
                           ${packaging}/copyright ${licences})
add_custom_target(package_files ALL DEPENDS ${made_files} ${made}/copyright)
install(FILES ${made}/kiosk.1.gz DESTINATION share/man/man1)
install(FILES ${made}/kiosk-appliance.8.gz DESTINATION share/man/man8)
install(FILES ${made}/changelog.gz ${made}/copyright DESTINATION share/doc/physio-kiosk)
install(FILES ${packaging}/kiosk.bash DESTINATION share/bash-completion/completions RENAME kiosk)

# Inert until `kiosk-appliance on`.
install(PROGRAMS ${appliance}/kiosk-appliance DESTINATION sbin)
install(PROGRAMS ${appliance}/dark-screen ${appliance}/stick DESTINATION lib/physio-kiosk)
install(TARGETS kiosk-carrier RUNTIME DESTINATION lib/physio-kiosk)
install(FILES ${appliance}/physio-kiosk.service ${appliance}/physiokiosk.slice
              ${appliance}/physio-kiosk-stick@.service
              ${appliance}/physio-kiosk-stick-out.socket
              ${appliance}/physio-kiosk-stick-out@.service
              ${appliance}/physio-kiosk-pull.service ${appliance}/physio-kiosk-pull.timer
              ${appliance}/physio-kiosk-status.service ${appliance}/physio-kiosk-status.timer
        DESTINATION lib/systemd/system)
install(DIRECTORY ${appliance}/etc DESTINATION ${own}/appliance)

set(CPACK_GENERATOR DEB)
set(CPACK_SET_DESTDIR ON)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_NAME physio-kiosk)
set(CPACK_PACKAGE_CONTACT "Physio Kiosk maintainers <maintainers@physio-kiosk.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "guided exercise routines on a touchscreen")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Plays illustrated exercise routines for back pain, sciatica and pinched
nerves in physical-therapy waiting rooms and gyms: a moving figure, a
countdown and large buttons, from JSON files. Works offline and keeps no
personal data. The command kiosk-appliance makes the machine boot into it.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What is opened at run time, which no library's dependencies tell. Without the first ones SDL starts
# on a bare screen, says so, and shows black; without SDL2_mixer there is no sound. An older
# libcurl cannot be kept to two protocols, which no symbol of it tells.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "libgl1, libgles2, libegl1, libgbm1, libgl1-mesa-dri, libsdl2-mixer-2.0-0 (>= 2.6), libcurl4 (>= 7.85)")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates, espeak-ng")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
file(WRITE ${made}/conffiles
     "${settings}/kiosk.json\n${settings}/theme.json\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${made}/conffiles ${packaging}/postinst ${packaging}/prerm
    ${packaging}/postrm)
include(CPack)
