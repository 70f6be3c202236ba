#!/bin/sh
# Go of go.mod's version, in /usr/local/go and in sudo's PATH. It is taken from
#
#   1. what is there already, if it is that version or a newer one;
#   2. a file that you put into this folder, such as
#      go1.23.0.linux-amd64.tar.gz, with its SHA-256, as the page that you
#      had it from shows it, in go1.23.0.linux-amd64.tar.gz.sha256;
#   3. the toolchain module golang.org/toolchain, through the module proxy
#      KIT_GOPROXY; the go command checks it by Go's checksum database.
#
#   vagrant/go.sh [ROOT]     ROOT: a tree to put it in, for scripts/build-box
set -eu

root=${1:-}
kit=${KIT_DIR:-/vagrant}
[ -f "$kit/go.mod" ] || {
  echo "go: $kit is not the kit's folder; KIT_DIR names it" >&2
  exit 1
}
wanted=$(sed -n 's/^go //p' "$kit/go.mod")
arch=$(dpkg --print-architecture) # amd64 and arm64: Go has the same names

fail() {
  echo "go: $*" >&2
  exit 1
}

# version_in DIR prints the version of the Go tree there: 1.23.0
version_in() { sed -n '1s/^go//p' "$1/VERSION" 2>/dev/null || true; }

# new_enough VERSION
new_enough() { [ -n "$1" ] && [ "$(printf '%s\n' "$wanted" "$1" | sort -V | head -n 1)" = "$wanted" ]; }

# put DIR moves a Go tree into its place, whole or not at all.
put() {
  new_enough "$(version_in "$1")" || fail "$2 is Go $(version_in "$1"), and $wanted or newer is needed"
  rm -rf "$root/usr/local/go"
  mv "$1" "$root/usr/local/go"
}

from_file() {
  [ -f "$1.sha256" ] || fail "$1 has no $1.sha256 beside it: put its SHA-256 there"
  sum=$(sha256sum "$1" | cut -d ' ' -f 1)
  # Windows writes capitals, and another end of line.
  [ "$sum" = "$(tr -d '\r' <"$1.sha256" | tr A-F a-f | cut -d ' ' -f 1)" ] || fail "$1 has SHA-256 $sum, and $1.sha256 says another"
  echo "go: from $1"
  tar -C "$unpacked" -xzf "$1"
  put "$unpacked/go" "$1"
}

from_module() {
  # It stays: /usr/local/bin comes before it in PATH.
  if ! command -v go >/dev/null; then
    echo "go: apt-get install golang-go, to fetch Go $wanted with"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq </dev/null
    apt-get install -qq -y --no-install-recommends golang-go </dev/null >/dev/null
  fi
  module=golang.org/toolchain@v0.0.1-go$wanted.linux-$arch
  echo "go: fetching $module"
  [ -z "${KIT_GOPROXY:-}" ] || export GOPROXY="$KIT_GOPROXY"
  (cd "$unpacked" && GOFLAGS=-modcacherw GOTOOLCHAIN=local GOMODCACHE="$unpacked" go mod download "$module")
  # A module's zip holds no modes.
  chmod +x "$unpacked/$module"/bin/* "$unpacked/$module"/pkg/tool/*/*
  put "$unpacked/$module" "$module"
}

if ! new_enough "$(version_in "$root/usr/local/go")"; then
  rm -rf "$root"/usr/local/go.?????? # of a run that was cut off
  unpacked=$(mktemp -d "$root/usr/local/go.XXXXXX")
  trap 'rm -rf "$unpacked"' EXIT
  file=$(find "$kit/vagrant" -name "go1*.linux-$arch.tar.gz" | sort -V | tail -n 1)
  if [ -n "$file" ]; then from_file "$file"; else from_module; fi
fi
for program in go gofmt; do
  [ "$(readlink "$root/usr/local/bin/$program")" = "../go/bin/$program" ] ||
    ln -sf "../go/bin/$program" "$root/usr/local/bin/$program"
done
if [ -n "${KIT_GOPROXY:-}" ] && [ -z "$root" ]; then
  [ "$(HOME=/root /usr/local/bin/go env GOPROXY)" = "$KIT_GOPROXY" ] ||
    HOME=/root /usr/local/bin/go env -w "GOPROXY=$KIT_GOPROXY"
fi
echo "go: $(version_in "$root/usr/local/go")"
