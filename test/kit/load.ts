// A program: asks a URL a number of times a second, a new connection each time, until its standard
// input ends; then prints a report. Run inside a member's network by TestCluster.load.
import { get } from 'node:http';

/** What came of it. */
export interface LoadReport {
  readonly succeeded: number;
  readonly failures: readonly { readonly at: string; readonly message: string }[];
  /** How many answers each text had. */
  readonly answers: Readonly<Record<string, number>>;
}

const requestMs = 10_000;
const ticksPerSecond = 50;

function main(url: string, perSecond: number): void {
  let succeeded = 0;
  let underWay = 0;
  let owed = 0;
  const failures: { at: string; message: string }[] = [];
  const answers: Record<string, number> = {};
  const ask = (): void => {
    const at = new Date().toISOString();
    underWay += 1;
    const fail = (message: string): void => {
      underWay -= 1;
      failures.push({ at, message });
    };
    const request = get(url, { agent: false, timeout: requestMs }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      response.on('error', (error) => fail(error.message));
      response.on('end', () => {
        if (response.statusCode !== 200) {
          fail(`status ${response.statusCode}`);
          return;
        }
        underWay -= 1;
        succeeded += 1;
        answers[text.trim()] = (answers[text.trim()] ?? 0) + 1;
      });
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${requestMs} ms`)));
    request.on('error', (error) => fail(error.message));
  };
  const timer = setInterval(() => {
    owed += perSecond / ticksPerSecond;
    for (; owed >= 1; owed -= 1) ask();
  }, 1000 / ticksPerSecond);
  process.stdin.resume();
  process.stdin.once('end', () => {
    clearInterval(timer);
    const finish = setInterval(() => {
      if (underWay > 0) return;
      clearInterval(finish);
      process.stdout.write(
        JSON.stringify({ succeeded, failures: failures.slice(0, 20), answers } satisfies LoadReport),
        () => process.exit(),
      );
    }, 20);
  });
}

const [url, perSecond] = process.argv.slice(2);
if (import.meta.main && url !== undefined) main(url, Number(perSecond));
