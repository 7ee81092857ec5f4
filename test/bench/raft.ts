// `npm run bench -- raft [part …]`: orc's log and faces beside etcd, in one run on this machine.
const parts: Readonly<Record<string, () => Promise<void>>> = {
  log: async () => (await import('./raft/log.ts')).run(),
  face: async () => (await import('./raft/face.ts')).run(),
  'catch-up': async () => (await import('./raft/catch-up.ts')).run(),
  failover: async () => (await import('./raft/failover.ts')).run(),
};

/** Runs the parts named, or all. */
export async function run(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => parts[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`no part is named ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
  for (const [name, part] of Object.entries(parts))
    if (names.length === 0 || names.includes(name)) await part();
}
