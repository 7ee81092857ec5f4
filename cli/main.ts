// The `orc` command. Each verb is a file under commands/; what a verb needs is loaded when it runs, so
// that `orc get` does not pay for `orc master`.
import { Command } from 'commander';
import { messageOf } from '#kernel/errors.ts';
import { masterCommand } from '#cli/commands/master.ts';
import { nodeCommand } from '#cli/commands/node.ts';
import { sandboxCommand } from '#cli/commands/sandbox.ts';

const program = new Command('orc');
program.description('orc runs containers on a cluster').enablePositionalOptions();
masterCommand(program);
nodeCommand(program);
sandboxCommand(program);

try {
  await program.parseAsync();
  process.exit();
} catch (error) {
  process.stderr.write(`error: ${messageOf(error)}\n`);
  process.exit(1);
}
