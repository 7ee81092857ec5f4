// The `orc` command. Each verb is registered by a file under commands/ and done by one under verbs/,
// which is loaded when the verb runs: `orc get` does not pay for `orc master`.
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { logCommands } from '#cli/commands/log.ts';
import { manifestCommands } from '#cli/commands/apply.ts';
import { authCommands } from '#cli/commands/auth.ts';
import { clusterCommands } from '#cli/commands/cluster.ts';
import { configCommands } from '#cli/commands/config.ts';
import { deleteCommand } from '#cli/commands/delete.ts';
import { doctorCommand } from '#cli/commands/doctor.ts';
import { documentCommands } from '#cli/commands/documents.ts';
import { getCommand } from '#cli/commands/get.ts';
import { masterCommand } from '#cli/commands/master.ts';
import { nodeCommand } from '#cli/commands/node.ts';
import { objectCommands } from '#cli/commands/objects.ts';
import { sandboxCommand } from '#cli/commands/sandbox.ts';
import { streamCommands } from '#cli/commands/streams.ts';
import { certificateCommands } from '#cli/commands/certificate.ts';
import { tokenCommands } from '#cli/commands/token.ts';
import { topCommand } from '#cli/commands/top.ts';
import { waitCommand } from '#cli/commands/wait.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { addGlobalOptions, settleGlobalOptions } from '#cli/global-options.ts';
import { UnknownKind, errorText } from '#cli/errors.ts';
import { normalize } from '#cli/flags.ts';
import { allWritten, endWithoutOutput } from '#cli/standard-output.ts';

// Compiled code is kept between runs; without the folder everything works, only slower.
enableCompileCache(path.join(homedir(), '.cache', 'orc'));

const program = new Command('orc');
program.description('orc runs containers on a cluster').enablePositionalOptions();
for (const register of [
  getCommand,
  manifestCommands,
  deleteCommand,
  objectCommands,
  streamCommands,
  topCommand,
  waitCommand,
  documentCommands,
  authCommands,
  tokenCommands,
  certificateCommands,
  configCommands,
  clusterCommands,
  doctorCommand,
  sandboxCommand,
  logCommands,
  masterCommand,
  nodeCommand,
])
  register(program);
addGlobalOptions(program);

/** The options of the verb that runs. */
let options: GlobalOptions = {};
program.hook('preAction', (_program, action) => {
  settleGlobalOptions(action);
  options = action.optsWithGlobals();
});

const run = (): Promise<Command> =>
  program.parseAsync(normalize(program, process.argv.slice(2)), { from: 'user' });

/** Runs the verb; once more when it met a kind that the cluster may know. A verb names its kinds before it acts. */
async function runVerb(): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof UnknownKind)) throw error;
    const [{ withCluster }, { learnKinds }] = await Promise.all([
      import('#cli/session.ts'),
      import('#cli/kinds.ts'),
    ]);
    await withCluster(options, ({ client }) => learnKinds(client));
    await run();
  }
}

endWithoutOutput();
try {
  await runVerb();
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  process.exitCode = 1;
}
await allWritten();
process.exit();
