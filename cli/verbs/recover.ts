// `orc masters recover`: a new cluster from one stopped master's disk.
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { encodeRecord } from '#kernel/log/record.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { inspectLog, recoverLog } from '#raft/recovery.ts';
import { masterPorts, readMasterConfig } from '#runtime/config.ts';

/** More than any cluster hands out in the time that a lost majority could have gone on alone. */
const revisionJump = 1_000_000_000;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says what a recovery means, and with `confirmed` does it. Throws OrcError; nothing is changed then. */
export async function recover(configFile: string, confirmed: boolean): Promise<void> {
  const config = readMasterConfig(configFile);
  const directory = path.join(config.dataDir, 'raft');
  const found = await inspectLog(directory);
  const others = config.masters.filter(({ name }) => name !== config.name).map(({ name }) => name);
  print(
    `${config.name} has the log of cluster ${found.oldClusterId} up to entry ${found.lastIndex} (term ${found.lastTerm}).`,
  );
  print('Recovering makes a new cluster of this one master with that state:');
  print(`- what ${others.join(' and ') || 'others'} had and ${config.name} had not is lost;`);
  print(`- the last entries may be changes that were never acknowledged; they are kept;`);
  print('- the other masters are never spoken to again; empty their data directories and add them anew;');
  print('- revisions jump ahead, so that everybody who watched lists again.');
  if (!confirmed) {
    throw new OrcError(
      'BadRequest',
      'nothing was changed. If a majority of the masters can still be started, start them instead. ' +
        'If not, stop all of them and run this again with --yes',
    );
  }
  const clusterId = `${found.oldClusterId.replace(/-recovered-[0-9a-f]{8}$/, '')}-recovered-${randomBytes(4).toString('hex')}`;
  const id = Math.floor(Date.now() / 1000);
  const self = { id, name: config.name, address: `${config.address}:${masterPorts.raft}` };
  const timeMs = Date.now();
  const startEpoch = { requestId: randomUUID(), timeMs, actor: userInfo().username, revisionJump };
  await recoverLog(directory, clusterId, self, encodeRecord({ startEpoch }), timeMs);
  rewriteConfig(configFile, {
    clusterId,
    id,
    join: false,
    masters: [{ id, name: config.name, address: config.address }],
  });
  print(`done: ${config.name} is the only master of cluster ${clusterId} now, with id ${id}.`);
  print(
    `${configFile} was changed to say so; the old log is beside the new one, as raft.before-recovery-${timeMs}.`,
  );
  print(
    `Start it, then for each other master: empty its data directory, orc masters add NAME ADDRESS:${masterPorts.raft},`,
  );
  print(`and start it with "clusterId": "${clusterId}", "join": true and the id that was printed.`);
}

function rewriteConfig(file: string, changes: object): void {
  const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isJsonObject(json)) throw new OrcError('BadRequest', `${file} holds no JSON object`);
  writeFileSync(`${file}.tmp`, `${JSON.stringify({ ...json, ...changes }, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  renameSync(`${file}.tmp`, file);
}
