#!/bin/sh
# Sees to it that the system libraries are there which Python packages cannot bring along.
#
#   sh packaging/linux-libraries.sh run       Qt without a window: charts, tests without a screen
#   sh packaging/linux-libraries.sh window    the window as well
#   sh packaging/linux-libraries.sh test      the tests' virtual screen as well
#   sh packaging/linux-libraries.sh access    the bus that screen readers listen to, for its test
#   sh packaging/linux-libraries.sh venv 3.11 the part of Python that makes environments
#
# Looks first, and asks for administrator rights only when something is missing.
set -u

purpose=${1:-window}
version=${2:-3}

# What is looked for | Debian's package | Arch's package. Fedora and openSUSE find packages by
# the library itself.
table='
run|libglib-2.0.so.0|libglib2.0-0|glib2
run|libGL.so.1|libgl1|libglvnd
run|libEGL.so.1|libegl1|libglvnd
run|libxkbcommon.so.0|libxkbcommon0|libxkbcommon
run|libdbus-1.so.3|libdbus-1-3|dbus
run|libfontconfig.so.1|libfontconfig1|fontconfig
run|libbrotlidec.so.1|libbrotli1|brotli
window|libxcb-cursor.so.0|libxcb-cursor0|xcb-util-cursor
window|libxcb-icccm.so.4|libxcb-icccm4|xcb-util-wm
window|libxcb-image.so.0|libxcb-image0|xcb-util-image
window|libxcb-keysyms.so.1|libxcb-keysyms1|xcb-util-keysyms
window|libxcb-render-util.so.0|libxcb-render-util0|xcb-util-renderutil
window|libxcb-render.so.0|libxcb-render0|libxcb
window|libxcb-shape.so.0|libxcb-shape0|libxcb
window|libxcb-util.so.1|libxcb-util1|xcb-util
window|libxcb-xkb.so.1|libxcb-xkb1|libxcb
window|libxkbcommon-x11.so.0|libxkbcommon-x11-0|libxkbcommon-x11
test|/usr/bin/Xvfb|xvfb|xorg-server-xvfb
test|/usr/bin/xauth|xauth|xorg-xauth
'

case $purpose in
    run) wanted='run' ;;
    window) wanted='run window' ;;
    test) wanted='run window test' ;;
    access | venv) wanted='' ;;
    *)
        echo "Say what the libraries are for: run, window, test, access or venv." >&2
        exit 2
        ;;
esac

if [ "$(uname -s)" != Linux ]; then
    # macOS and Windows: the Python packages bring all they need.
    exit 0
fi

has() { command -v "$1" >/dev/null 2>&1; }

libraries() {
    # ldconfig is often outside an ordinary user's search path.
    listed=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null)
    case $(uname -m) in
        x86_64) echo "$listed" | grep 'x86-64' ;;
        *) echo "$listed" ;;
    esac
}

# Prints the rows of the table whose library or program is not there.
missing() {
    present=$(libraries)
    for row in $table; do
        group=${row%%|*}
        rest=${row#*|}
        case " $wanted " in *" $group "*) ;; *) continue ;; esac
        sought=${rest%%|*}
        case $sought in
            /*) has "${sought##*/}" || echo "$rest" ;;
            *) case $present in *"$sought ("*) ;; *) echo "$rest" ;; esac ;;
        esac
    done
}

column() { echo "$lacking" | cut -d '|' -f "$1" | sort -u | tr '\n' ' '; }

# As root, by a sudo that needs no password, or by one that can ask for it.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif has sudo && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    elif has sudo && [ -t 0 ]; then
        sudo "$@"
    else
        return 126
    fi
}

# Debian and Ubuntu renamed some packages to …t64 when times became 64 bits wide.
current_names() {
    for name in "$@"; do
        if apt-cache show "${name}t64" >/dev/null 2>&1; then
            echo "${name}t64"
        else
            echo "$name"
        fi
    done
}

install_on_debian() {
    as_root true
    if [ $? = 126 ]; then
        tell "sudo apt-get install $*"
        return 1
    fi
    echo "Installing with apt-get: $*"
    # A package list that cannot be brought up to date may still do.
    as_root apt-get -q -o DPkg::Lock::Timeout=300 update </dev/null ||
        echo "The package lists could not be updated; trying with those at hand." >&2
    # shellcheck disable=SC2046,SC2086 # several names are meant
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends $(current_names "$@") </dev/null
}

tell() {
    echo "Some system packages are missing. Install them with this command, then try again:" >&2
    echo "    $*" >&2
}

# Names as dnf and zypper resolve them: libGL.so.1()(64bit), /usr/bin/Xvfb.
capabilities() {
    for sought in $(column 1); do
        case $sought in
            /*) printf '%s ' "$sought" ;;
            *) printf "'%s()(64bit)' " "$sought" ;;
        esac
    done
}

if [ "$purpose" = venv ]; then
    has apt-get || exit 0
    install_on_debian "python$version-venv"
    exit $?
fi

# What the test of the screen reader needs; where it cannot be had, that test is left out.
hears() {
    has dbus-run-session && [ -e /usr/share/dbus-1/services/org.a11y.Bus.service ] &&
        /usr/bin/python3 -c "import gi; gi.require_version('Atspi', '2.0')" 2>/dev/null
}

if [ "$purpose" = access ]; then
    hears && exit 0
    has apt-get && install_on_debian at-spi2-core dbus gir1.2-atspi-2.0 python3-gi
    hears || echo "Without an accessibility bus the test of the screen reader is left out." >&2
    exit 0
fi

lacking=$(missing)
[ -z "$lacking" ] && exit 0

if has apt-get; then
    # shellcheck disable=SC2046 # several names are meant
    install_on_debian $(column 2) || exit 1
    lacking=$(missing)
    if [ -n "$lacking" ]; then
        echo "Still missing after installing: $(column 1)" >&2
        exit 1
    fi
    echo "The system libraries are there."
elif has dnf; then
    tell "sudo dnf install $(capabilities)"
    exit 1
elif has zypper; then
    tell "sudo zypper install $(capabilities)"
    exit 1
elif has pacman; then
    tell "sudo pacman -S --needed $(column 3)"
    exit 1
else
    # An unknown system may keep its libraries where they are not listed: say so and go on.
    echo "These system libraries were not found and may be needed: $(column 1)" >&2
fi
