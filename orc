#!/bin/sh
# The orc command, on the Node that the project brings. Compiled code is kept between runs.
here=$(dirname "$(readlink -f "$0")")
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/orc}"
exec "$here/node_modules/.bin/node" --disable-warning=ExperimentalWarning "$here/cli/main.ts" "$@"
