// `npm run bench -- NAME`: measures on this machine and prints what it measured, with the machine and
// the date, for docs/benchmarks.md.
import { cpus, totalmem } from 'node:os';
import { messageOf } from '#kernel/errors.ts';

const benches: Readonly<Record<string, (parts: readonly string[]) => Promise<void>>> = {
  access: async () => (await import('./access.ts')).run(),
  audit: async () => (await import('./audit.ts')).run(),
  cluster: async () => (await import('./cluster.ts')).run(),
  fairness: async () => (await import('./fairness.ts')).run(),
  raft: async (parts) => (await import('./raft.ts')).run(parts),
  rbac: async () => (await import('./rbac.ts')).run(),
  steady: async (parts) => (await import('./steady.ts')).run(parts),
  api: async (parts) => (await import('./api.ts')).run(parts),
};

const [name = '', ...parts] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  process.stderr.write(
    `error: no benchmark is named "${name}"; there are ${Object.keys(benches).join(', ')}\n`,
  );
  process.exit(1);
}
process.stdout.write(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}: npm run bench -- ${name}\n`,
);
try {
  await bench(parts);
  process.exit();
} catch (error) {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exit(1);
}
