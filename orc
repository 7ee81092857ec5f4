#!/bin/sh
# The orc command, on the Node that the project brings.
here=$(dirname "$(readlink -f "$0")")
exec "$here/node_modules/.bin/node" --disable-warning=ExperimentalWarning "$here/cli/main.ts" "$@"
