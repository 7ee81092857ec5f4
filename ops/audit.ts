// Asks the registry whether a package that orc is made of has a known hole (`npm audit`), and ends with 1 when one has.
// A registry that can't be reached, or answers no such question, is said and fails nothing: the rest of the check works
// without a network.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { isJsonObject } from '#kernel/model/json.ts';

const root = path.join(import.meta.dirname, '..');
const waitMs = 60_000;

/** What npm says, whatever it ends with; nothing where there is no npm. */
async function asked(): Promise<string> {
  const npm = spawn('npm', ['audit', '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: waitMs,
  });
  const failed = new Promise<string>((resolve) => {
    npm.once('error', () => resolve(''));
  });
  return Promise.race([text(npm.stdout), failed]);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Cut off, or nothing at all: as good as no answer.
    return undefined;
  }
}

const answer = parsed(await asked());
const holes = isJsonObject(answer) ? answer['vulnerabilities'] : undefined;
if (!isJsonObject(holes)) {
  const why = isJsonObject(answer) && typeof answer['message'] === 'string' ? answer['message'] : 'no answer';
  process.stdout.write(`NOT CHECKED: npm audit could not be asked: ${why}\n`);
} else {
  const named = Object.entries(holes).map(([name, hole]) =>
    isJsonObject(hole) ? `${name} (${String(hole['severity'])}, ${String(hole['range'])})` : name,
  );
  process.stdout.write(named.length === 0 ? 'no known holes\n' : `known holes: ${named.join('; ')}\n`);
  process.exitCode = named.length === 0 ? 0 : 1;
}
