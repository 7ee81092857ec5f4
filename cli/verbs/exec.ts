// What `orc exec` does.
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { OrcError } from '#kernel/errors.ts';
import type { ExecRequest } from '#kernel/model/gen/api.gen.ts';
import type { ExecOptions } from '#cli/commands/streams.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { containerOf, podNamed } from '#cli/pods.ts';
import { withCluster } from '#cli/session.ts';
import { streamError } from '#client/client.ts';

/** The exit code when a program ended and did not say how. */
const unknownExit = 1;
const nothing = new Uint8Array();

async function write(stream: Writable, data: Uint8Array): Promise<void> {
  if (data.length > 0 && !stream.write(data)) await once(stream, 'drain');
}

type Send = (request: Partial<ExecRequest>) => boolean;

/** Passes our input on, no faster than it is taken. */
async function passInput(send: Send, drained: () => Promise<unknown>): Promise<void> {
  for await (const chunk of process.stdin) {
    const stdin = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
    if (!send({ stdin })) await drained();
  }
  send({ stdinClosed: true });
}

/** Gives this terminal to the program; returns what takes it back. */
function takeTerminal(send: Send): () => void {
  const resize = (): void => {
    const { columns, rows } = process.stdout;
    if (columns > 0 && rows > 0) send({ resize: { columns, rows } });
  };
  process.stdin.setRawMode(true);
  process.stdout.on('resize', resize);
  resize();
  return () => {
    process.stdout.off('resize', resize);
    process.stdin.setRawMode(false);
  };
}

/** Runs a program in a container; its exit code becomes ours. */
export async function exec(
  word: string,
  command: readonly string[],
  options: ExecOptions,
  globals: GlobalOptions,
): Promise<void> {
  if (command.length === 0)
    throw new OrcError('BadRequest', 'you must specify at least one command for the container');
  const input = options.stdin === true;
  const tty = options.tty === true && input && process.stdin.isTTY;
  if (options.tty === true && !tty)
    process.stderr.write('Unable to use a TTY - input is not a terminal or the right kind of file\n');
  await withCluster(globals, async (session) => {
    const pod = await podNamed(session, word);
    const start = {
      namespace: pod.metadata.namespace ?? '',
      pod: pod.metadata.name ?? '',
      container: containerOf(pod, options.container),
      command,
      stdin: input,
      tty,
    };
    const call = await session.client.exec();
    const send: Send = (request) => call.write({ stdin: nothing, stdinClosed: false, ...request });
    send({ start });
    const giveBack = tty ? takeTerminal(send) : undefined;
    let ended: number | undefined;
    try {
      // The program may end before its input does: nobody waits for the rest.
      if (input) passInput(send, () => once(call, 'drain')).catch(() => send({ stdinClosed: true }));
      for await (const { stdout, stderr, exitCode } of call) {
        await write(process.stdout, stdout);
        await write(process.stderr, stderr);
        ended = exitCode ?? ended;
      }
    } catch (error) {
      throw streamError(error);
    } finally {
      giveBack?.();
      process.stdin.pause();
    }
    if (ended === undefined) throw new OrcError('Unknown', 'the connection ended before the program did');
    if (ended === 0) return;
    process.stderr.write(`command terminated with exit code ${ended}\n`);
    process.exitCode = ended > 0 ? ended : unknownExit;
  });
}
