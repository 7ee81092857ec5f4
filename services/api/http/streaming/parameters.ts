// What the query of exec and attach asks for. Anything wrong is refused before a connection changes
// its protocol.
import { OrcError } from '#kernel/errors.ts';
import { flagOf } from '#api/http/request.ts';
import type { ConsoleOptions } from '#api/http/streaming/console.ts';
import { apiLimits } from '#api/limits.ts';

/** Which container's program, and which of its streams. */
export interface ConsoleRequest extends ConsoleOptions {
  readonly container: string;
  readonly command: readonly string[];
}

/** Reads the query of exec (with a command) or attach. Throws BadRequest. */
export function consoleRequestOf(query: URLSearchParams, isExec: boolean): ConsoleRequest {
  const tty = flagOf(query, 'tty');
  const options = {
    container: query.get('container') ?? '',
    command: query.getAll('command'),
    stdin: flagOf(query, 'stdin'),
    stdout: flagOf(query, 'stdout'),
    // A terminal has one output.
    stderr: flagOf(query, 'stderr') && !tty,
    tty,
  };
  if (isExec && options.command.length === 0)
    throw new OrcError('BadRequest', 'you must specify at least 1 command for the container');
  if (!options.stdin && !options.stdout && !options.stderr)
    throw new OrcError('BadRequest', 'you must specify at least 1 of stdin, stdout, stderr');
  return options;
}

/** A port's number, as a client writes it; undefined for what is none. */
export function portIn(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** The ports that a query asks to have forwarded. Throws BadRequest. */
export function portsOf(query: URLSearchParams): readonly number[] {
  const { channelPorts } = apiLimits.podStream;
  const texts = query.getAll('ports').flatMap((text) => text.split(','));
  if (texts.length === 0)
    throw new OrcError('BadRequest', 'ports: Required value: name the ports to forward, as in ports=8080');
  if (texts.length > channelPorts)
    throw new OrcError('BadRequest', `ports: are ${texts.length}, may be at most ${channelPorts}`);
  return texts.map((text) => {
    const port = portIn(text);
    if (port !== undefined) return port;
    throw new OrcError('BadRequest', `ports: Invalid value: "${text}": must be a number from 1 to 65535`);
  });
}
