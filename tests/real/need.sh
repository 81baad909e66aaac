# What the parts beneath this folder share: they source it. Whatever they install that is not the system's goes
# beneath `target/real/`, so that `cargo clean` removes it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
kept=$root/target/real
mkdir -p "$kept"

# need_debian COMMAND PACKAGE...: installs the packages unless the command (or, with a slash, the file) is there.
need_debian() {
  local what=$1
  shift
  if command -v "$what" >/dev/null 2>&1 || { [[ $what == */* ]] && [ -e "$what" ]; }; then return; fi
  local sudo=()
  [ "$(id -u)" = 0 ] || sudo=(sudo)
  [ -e "$kept/apt-updated" ] || { "${sudo[@]}" apt-get update -q && touch "$kept/apt-updated"; }
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -q --no-install-recommends "$@"
}

# need_python NAME PACKAGE...: sets `python` to a virtual environment of that name that has the packages.
need_python() {
  local home=$kept/python/$1
  shift
  python=$home/bin/python
  if [ "$(cat "$home/packages" 2>/dev/null)" != "$*" ]; then
    need_debian python3 python3 python3-venv
    rm -rf "$home"
    python3 -m venv "$home" || { need_debian /usr/lib/python3/dist-packages/venv python3-venv; python3 -m venv "$home"; }
    "$python" -m pip install -q --disable-pip-version-check "$@"
    echo "$*" >"$home/packages"
  fi
}

# need_node NAME PACKAGE...: sets `node_home` to a folder whose node_modules has the packages (name@version).
need_node() {
  node_home=$kept/node/$1
  shift
  if [ "$(cat "$node_home/packages" 2>/dev/null)" != "$*" ]; then
    need_debian node nodejs
    need_debian npm npm
    rm -rf "$node_home"
    mkdir -p "$node_home"
    npm install --prefix "$node_home" --no-audit --no-fund --silent "$@"
    echo "$*" >"$node_home/packages"
  fi
}

# need_chromium: sets `chromium` to a browser with fonts for Chinese.
need_chromium() {
  need_debian chromium chromium
  need_debian /usr/share/fonts/opentype/noto fonts-noto-cjk
  chromium=$(command -v chromium)
}

# need_crossfoot: sets `crossfoot` to the program, built from this checkout.
need_crossfoot() {
  (cd "$root" && cargo build --release -q --bin crossfoot)
  crossfoot=$root/target/release/crossfoot
}
