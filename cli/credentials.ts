// How a user of a kubeconfig shows who they are: by a certificate, a token, a file with a token, or a program that
// obtains one of them (an exec plugin, as kubectl has them).
import { readFileSync } from 'node:fs';
import type { UserInfo } from '#kernel/access/operation.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Bearer } from '#client/masters.ts';

/** A program that obtains credentials, as the field `exec` names it. */
export interface ExecPlugin {
  readonly apiVersion: string;
  /** Found by PATH, or a path. */
  readonly command: string;
  readonly args: readonly string[];
  /** Variables beside those of the command's own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What to do where the program is not installed. */
  readonly installHint: string;
  readonly interactiveMode: 'Never' | 'IfAvailable' | 'Always';
  /** What the program is told of the cluster; absent unless it is to be told. */
  readonly cluster?: Readonly<Record<string, unknown>>;
}

/** What a user's entry says. A token of any kind is shown beside a certificate. */
export interface UserEntry {
  /** The entry's name, for messages. */
  readonly name: string;
  readonly certificate?: string;
  readonly key?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly exec?: ExecPlugin;
  /** Whom they act for. */
  readonly actsFor?: UserInfo;
}

/** What a client shows. */
export interface Shown {
  readonly certificate?: string;
  readonly key?: string;
  readonly bearer?: Bearer;
  readonly actsFor?: UserInfo;
}

/** The token in a file, read for each call, because whoever renews it writes it there. */
function fileBearer(file: string): Bearer {
  const read = (): string => {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch (error) {
      throw new OrcError('BadRequest', `tokenFile: can't read ${file}: ${messageOf(error)}`);
    }
  };
  return {
    token: async () => {
      const token = read();
      if (token === '') throw new OrcError('BadRequest', `tokenFile: ${file} is empty, must hold a token`);
      return token;
    },
    refused: () => true,
  };
}

/** What a user shows; runs the user's program if there is one. Rejects with BadRequest when that gives nothing. */
export async function credentialsOf({ name, certificate, key, ...user }: UserEntry): Promise<Shown> {
  const { token, tokenFile, exec, actsFor } = user;
  const own = {
    ...(certificate !== undefined && key !== undefined && { certificate, key }),
    ...(actsFor !== undefined && { actsFor }),
  };
  if (tokenFile !== undefined) return { ...own, bearer: fileBearer(tokenFile) };
  if (token !== undefined)
    return { ...own, bearer: { token: () => Promise.resolve(token), refused: () => false } };
  if (exec === undefined) return own;
  const { PluginBearer } = await import('#cli/exec-plugin.ts');
  const bearer = new PluginBearer(exec, name);
  const obtained = await bearer.credential();
  return { ...own, ...obtained.identity, bearer };
}
