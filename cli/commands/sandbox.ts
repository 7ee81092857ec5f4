// `orc sandbox`: a whole cluster in network namespaces of this machine.
import type { Command } from 'commander';

/** What every verb takes. */
interface Named {
  readonly name: string;
}

const load = () => import('#cli/sandbox-verbs.ts');

function number(text: string): number {
  return Number(text);
}

export function sandboxCommand(program: Command): void {
  const sandbox = program
    .command('sandbox')
    .description('A whole cluster in network namespaces of this machine: masters, nodes, networks, faults')
    .enablePositionalOptions();
  const verb = (usage: string, description: string): Command =>
    sandbox.command(usage).description(description).option('--name <name>', "the sandbox's name", 'default');

  verb('up', 'Bring a cluster up and point orc at it')
    .option('--masters <count>', 'how many masters', number, 3)
    .option('--nodes <count>', 'how many nodes', number, 3)
    .action(async (options: Named & { masters: number; nodes: number }) => (await load()).up(options));
  verb('down', 'Remove a cluster and everything of it').action(async (options: Named) =>
    (await load()).down(options),
  );
  verb('status', 'Show the members, their processes and ports').action(async (options: Named) =>
    (await load()).status(options),
  );
  for (const [name, description] of [
    ['kill', "Kill a member's processes; its containers go on"],
    ['stop', "Ask a member's processes to end"],
    ['pause', "Stop a member's processes in their tracks"],
    ['resume', 'Let a paused member go on'],
  ] as const)
    verb(`${name} <member>`, description)
      .option('--process <process>', 'only this process: master, agent, dockerd or containerd')
      .action(async (member: string, options: Named & { process?: string }) =>
        (await load()).signal(name, member, options),
      );
  verb('start [member]', 'Start what does not run of a member, or of all').action(
    async (member: string | undefined, options: Named) => (await load()).start(member, options),
  );
  for (const [name, description] of [
    ['cut', "Pull a member's cable"],
    ['heal', 'Plug it in again'],
  ] as const)
    verb(`${name} <member>`, description)
      .option('--from <member>', 'only between these two')
      .option('--one-way', 'only what the first sends to the second')
      .action(async (member: string, options: Named & { from?: string; oneWay?: boolean }) =>
        (await load()).link(name, member, options),
      );
  verb(
    'load-image <image>',
    "Load an image into every node: a file made by 'docker save', or the name of an image of this machine's own Docker",
  ).action(async (image: string, options: Named) => (await load()).loadImage(image, options));
  verb('shell <member> [command...]', 'Run a shell, or a command, in a member').action(
    async (member: string, command: string[], options: Named) =>
      (await load()).shell(member, command, options),
  );
  verb('logs <member>', "Show a member's log")
    .option('-f, --follow', 'go on as lines come')
    .option('--process <process>', 'which process: master, agent, dockerd or containerd')
    .action(async (member: string, options: Named & { follow?: boolean; process?: string }) =>
      (await load()).logs(member, options),
    );
}
