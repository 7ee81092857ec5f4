// A program in a container, relayed to whoever runs it: its output and its exit code, whatever becomes of its input.
import { messageOf } from '#kernel/errors.ts';
import type { StreamEnd } from '#runtime/stream.ts';
import type { ProgramSession } from '#node-agent/container-runtime.ts';

/** What of a stream's end a program needs. */
export type ProgramEnd = Pick<StreamEnd, 'signal' | 'read' | 'write' | 'end' | 'abort'>;

/** Relays until the program has ended, or whoever runs it has left. Rejects where it can't be started. */
export async function relayProgram(end: ProgramEnd, starting: Promise<ProgramSession>): Promise<void> {
  const session = await starting;
  const close = (): void => session.close();
  // Who asked may have left while the program was starting.
  if (end.signal.aborted) close();
  else end.signal.addEventListener('abort', close, { once: true });
  void input(end, session);
  for await (const { stream, data } of session.output) await end.write(data, stream === 'stderr');
  end.end(await session.exitCode());
}

/** A program may end before it has read its input, and while its terminal changes: what is left of that is passed over. */
async function input(end: ProgramEnd, session: ProgramSession): Promise<void> {
  let isRead = true;
  try {
    for await (const { data, columns, rows } of end.read()) {
      if (isRead && data.length > 0) isRead = await succeeds(session.write(data));
      if (columns > 0) await succeeds(session.resize(columns, rows));
    }
    session.closeInput();
  } catch (error) {
    end.abort(messageOf(error));
  }
}

async function succeeds(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}
