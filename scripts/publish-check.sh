#!/usr/bin/env bash
# Publishes the single file for linux-x64 and linux-arm64 and asks each a question: the first from an empty folder with nothing
# beside it, the second under qemu. Not part of every CI run: it takes some minutes.
#
#   scripts/publish-check.sh [FOLDER]      FOLDER gets the two files; without it they are deleted at the end
#
# Needs dig, curl; for arm64 also qemu-aarch64-static and apt-get (it downloads the arm64 C library and OpenSSL).
# DNS_PORT and PAGE_PORT (default 15353 and 18353) must be free on the loopback interface.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
out=${1:-$work/out}
dns_port=${DNS_PORT:-15353}
page_port=${PAGE_PORT:-18353}
server=

stop() {
    if [[ -n $server ]]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
        server=
    fi
}
trap 'stop; rm -rf "$work"' EXIT

say() { printf '%s\n' "$*"; }

publish() {
    local rid=$1
    say "== publishing $rid"
    # Outside the project folder: what lies below it would be taken for content of the next build.
    dotnet publish "$repository/BhaiKaDns" -c Release -r "$rid" --self-contained -p:PublishSingleFile=true \
        -o "$out/$rid" -v q -clp:NoSummary
    local beside
    beside=$(find "$out/$rid" -type f ! -name bhaikadns)
    if [[ -n $beside ]]; then
        say "These files lie beside the executable:" "$beside"
        return 1
    fi
    say "one file of $(($(stat -c %s "$out/$rid/bhaikadns") / 1000000)) MB"
}

# The sysroot for arm64: the packages are only unpacked, nothing is installed on this machine.
sysroot() {
    local root=$work/sysroot state=$work/apt
    mkdir -p "$root" "$state/lists/partial" "$state/archives/partial" "$state/deb"
    local options=(-o "Dir::State=$state" -o "Dir::State::status=$state/status" -o "Dir::Cache=$state" -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=root)
    : >"$state/status"
    apt-get "${options[@]}" -qq update
    local ssl
    ssl=$(apt-cache "${options[@]}" pkgnames libssl3 | sort | head -1)
    # "download" leaves the files in the current folder.
    (cd "$state/deb" && apt-get "${options[@]}" -qq download libc6 libstdc++6 libgcc-s1 zlib1g "$ssl")
    local package
    for package in "$state"/deb/*.deb; do
        dpkg -x "$package" "$root"
    done
    # Where /lib is a link on the system itself, the loader is looked for below /lib.
    [[ -e $root/lib ]] || ln -s usr/lib "$root/lib"
}

# Starts a command in an empty folder, asks it, reads the page, stops it and looks at the exit code.
ask() {
    local name=$1 limit=$2
    shift 2
    local home=$work/home-$name code=0 begun answer=
    mkdir -p "$home/run" "$home/bundle"
    say "== starting $name"
    begun=$(date +%s%N)
    (cd "$home/run" && DOTNET_BUNDLE_EXTRACT_BASE_DIR="$home/bundle" exec "$@" --Storage:DataDirectory "$home/data" \
        --Dns:Listen:0 "127.0.0.1:$dns_port" --Admin:Listen:0 "http://127.0.0.1:$page_port" \
        --Resolver:Upstreams:0 127.0.0.1:9) >"$home/output" 2>&1 &
    server=$!
    # "localhost" is answered by the server itself (RFC 6761): no upstream is needed.
    while [[ $answer != 127.0.0.1 ]]; do
        if ! kill -0 "$server" 2>/dev/null || (($(date +%s%N) - begun > limit * 1000000000)); then
            say "$name gave no answer within $limit s:"
            cat "$home/output"
            return 1
        fi
        answer=$(dig @127.0.0.1 -p "$dns_port" localhost A +short +tries=1 +timeout=1 2>/dev/null | head -1) || true
    done
    say "first answer after $((($(date +%s%N) - begun) / 1000000)) ms"
    dig @127.0.0.1 -p "$dns_port" localhost A +tcp +short +tries=2 +timeout=5 >/dev/null
    # Before the first account the page sends to the one that makes it.
    curl -fsL --retry 60 --retry-delay 1 --retry-connrefused -o "$home/page" "http://127.0.0.1:$page_port/"
    local path
    for path in app.css app.js _framework/blazor.web.js _content/MudBlazor/MudBlazor.min.css; do
        [[ $(curl -fsS -o /dev/null -w '%{size_download}' "http://127.0.0.1:$page_port/$path") -gt 500 ]] || { say "$path is empty"; return 1; }
    done
    grep -q 'Bhai Ka DNS' "$home/page"
    kill -TERM "$server"
    wait "$server" || code=$?
    server=
    say "page and assets are served; stopped with exit code $code"
    [[ $code -eq 0 ]]
}

publish linux-x64
mkdir -p "$work/x64"
cp "$out/linux-x64/bhaikadns" "$work/x64/"
ask x64 20 "$work/x64/bhaikadns"

publish linux-arm64
sysroot
ask arm64 120 qemu-aarch64-static -L "$work/sysroot" "$out/linux-arm64/bhaikadns"

say "both files answer"
