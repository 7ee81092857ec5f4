#!/bin/sh
# The orc command, on the Node that the project brings. Compiled code is kept between runs.
here=$(dirname "$(readlink -f "$0")")
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/orc}"
node="$here/node_modules/.bin/node"
# npm 9 installs the project's Node without linking it.
[ -x "$node" ] || for brought in "$here"/node_modules/node-linux-*/bin/node; do node=$brought; done
exec "$node" --disable-warning=ExperimentalWarning "$here/cli/main.ts" "$@"
