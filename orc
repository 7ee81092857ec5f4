#!/bin/sh
# The orc command, on the Node that the project brings. Compiled code is kept between runs.
here=$(dirname "$(readlink -f "$0")")
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/orc}"
node="$here/node_modules/.bin/node"
# npm 9 installs the project's Node without linking it.
[ -x "$node" ] || for brought in "$here"/node_modules/node-linux-*/bin/node; do node=$brought; done
# Code that is compiled beside the main thread may wait for it to collect garbage while it waits for that code, when the
# process exits: then it never ends (https://github.com/nodejs/node/issues/54918). What is compiled so is compiled where
# it is used.
flags="--disable-warning=ExperimentalWarning --no-concurrent-sparkplug --no-maglev-build-code-on-background"
# Masters and nodes hold keys: no core of theirs is ever written, no signal opens the debugger, and of TLS 1.2 they speak
# only what authenticates as it encrypts.
ciphers=TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256
ciphers=$ciphers:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305
ciphers=$ciphers:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256
# Masters and nodes live long: a nursery that is bounded keeps their memory near what they hold. One of 16 MiB has a
# little less promoted from it that is garbage soon than one of 4, for 30 MiB more at 15,000 pods.
case "${1:-}" in
  master | node )
    ulimit -c 0
    # V8 makes the heap smaller when little goes on, and then lets it grow by a third at most until it is larger than ever:
    # a master that was idle for ten seconds collected all of it every 1.3 s under the load that followed, twice the work.
    [ "$1" = node ] || flags="$flags --no-memory-reducer"
    flags="$flags --max-semi-space-size=16 --disable-sigusr1 --tls-cipher-list=$ciphers"
    exec "$node" $flags "$here/cli/main.ts" "$@"
    ;;
esac
exec "$node" $flags "$here/cli/main.ts" "$@"
