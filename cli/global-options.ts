// The options that verbs have in common: which configuration, in which namespace, and whom to act for. They may stand
// before the verb, between its words and behind it, and mean the same everywhere.
import type { Command } from 'commander';
import { collect } from '#cli/flags.ts';

/** Verbs that ask no masters by the configuration. */
const withoutConfiguration = new Set(['sandbox', 'master', 'node', 'recover', 'verify', 'dump', 'replay']);

function add(command: Command): void {
  command
    .option('-n, --namespace <name>', 'the namespace; else that of the context, else default')
    .option('--kubeconfig <file>', 'where the configuration is; else $ORCCONFIG, else ~/.orc/config')
    .option('--context <name>', 'which context of the configuration')
    .option('--as <user>', 'act for somebody, as far as your roles let you')
    .option('--as-group <group>', 'act for somebody in this group; may be repeated', collect)
    .option('--as-uid <uid>', 'act for somebody of this uid');
}

/** Gives a command the options, and those within it. */
export function addGlobalOptions(command: Command): void {
  if (withoutConfiguration.has(command.name())) return;
  add(command);
  for (const inner of command.commands) addGlobalOptions(inner);
}

/**
 * Makes the options that stand at several words of a command line one: the last counts, and groups add up. Commander
 * alone would take the first word's, and forget the groups of the others.
 */
export function settleGlobalOptions(action: Command): void {
  const line: Command[] = [];
  for (let command: Command | null = action; command !== null; command = command.parent)
    line.unshift(command);
  const [program] = line;
  if (program === undefined) return;
  for (const option of program.options) {
    const name = option.attributeName();
    const given = line
      .filter((command) => command.getOptionValueSource(name) === 'cli')
      .map((command): unknown => command.getOptionValue(name));
    if (given.length === 0) continue;
    const value = given.every((each) => Array.isArray(each)) ? given.flat() : given.at(-1);
    program.setOptionValueWithSource(name, value, 'cli');
  }
}
