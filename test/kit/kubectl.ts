// What the kubectl at hand can do: Debian's is older than others, and the tests run with whichever is installed.
import { execa } from 'execa';

/** Whether a kubectl lists a word under a command of its own, such as `token` under `create`. */
export async function kubectlKnows(command: string, word: string, program = 'kubectl'): Promise<boolean> {
  const help = await execa(program, [command, '--help']);
  return new RegExp(`^ +${word} `, 'm').test(help.stdout);
}
