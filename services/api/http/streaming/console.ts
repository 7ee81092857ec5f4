// A program's input and output as a client of exec or attach has them, over whichever protocol, and the relay
// between such a client and the stream to the node.
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { Ending, StreamEnd } from '#runtime/stream.ts';

/** What a client sends. */
export type ConsoleInput =
  | { readonly kind: 'stdin'; readonly data: Uint8Array }
  | { readonly kind: 'resize'; readonly columns: number; readonly rows: number };

/** The client's side. */
export interface Console {
  /** What the client sends, until its input ends. Reading slowly slows the client. */
  readonly input: AsyncIterable<ConsoleInput>;
  /** Sends output; resolves once there is room for more. Rejects when the client is gone. */
  output(stream: 'stdout' | 'stderr', data: Uint8Array): Promise<void>;
  /** Says how it ended, and closes. */
  finish(ending: Ending): Promise<void>;
}

/** Which of a program's streams a client wants. */
export interface ConsoleOptions {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
}

const largestTerminal = 65_535;

/** Reads a terminal's size, `{"Width":80,"Height":24}`. Undefined for anything else. */
export function sizeIn(text: string): ConsoleInput | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(json)) return undefined;
  const { Width: columns, Height: rows } = json;
  const isSize = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= largestTerminal;
  return isSize(columns) && isSize(rows) ? { kind: 'resize', columns, rows } : undefined;
}

async function relayInput({ input }: Console, end: StreamEnd): Promise<void> {
  try {
    for await (const item of input)
      if (item.kind === 'stdin') await end.write(item.data);
      else end.resize(item.columns, item.rows);
    end.end();
  } catch (error) {
    end.abort(messageOf(error));
  }
}

/** Relays until the program has ended or the client is gone; the stream to the node is over then. */
export async function relayConsole(client: Console, end: StreamEnd, options: ConsoleOptions): Promise<void> {
  try {
    const input = relayInput(client, end);
    try {
      for await (const { data, errorData } of end.read()) {
        if (data.length > 0 && options.stdout) await client.output('stdout', data);
        if (errorData.length > 0 && options.stderr) await client.output('stderr', errorData);
      }
    } catch (error) {
      // A client that is gone can't be told anything; one that is there learns why its stream broke.
      if (error instanceof OrcError && error.code === 'Cancelled') throw error;
      await client.finish({ exitCode: undefined, error: messageOf(error) });
      return;
    }
    await client.finish(end.ending ?? { exitCode: undefined, error: '' });
    end.abort('done');
    await input;
  } finally {
    end.abort('done');
  }
}
