// Whom the command acts for: --as, --as-group and --as-uid, or the fields of those names of a kubeconfig's user. As
// with kubectl each flag counts instead of its field, and what else the fields say stays.
import type { UserInfo } from '#kernel/access/operation.ts';
import { OrcError } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';

/** What the flags say. */
export interface ActingOptions {
  readonly as?: string;
  readonly asGroup?: readonly string[];
  readonly asUid?: string;
}

type Json = Readonly<Record<string, unknown>>;
type Refuse = (field: string, why: string) => OrcError;

/** What can stand in gRPC's metadata, where values of one name are told apart by a comma and a space. */
const sendable = /^(?!.*, )[!-~](?:[ -~]*[!-~])?$/;
const sendableKey = /^[0-9a-z_.-]+(?<!-bin)$/;

function textIn(value: unknown, field: string, refuse: Refuse): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw refuse(field, 'must be a text');
  return value;
}

function textsIn(value: unknown, field: string, refuse: Refuse): readonly string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw refuse(field, 'must be a list of texts');
  return value.map((item) => textIn(item, field, refuse));
}

function extraIn(value: unknown, field: string, refuse: Refuse): Readonly<Record<string, readonly string[]>> {
  if (value === undefined || value === null) return {};
  if (!isJsonObject(value)) throw refuse(field, 'must be lists of texts by their keys');
  const entries = Object.entries(value).map(([key, item]): [string, readonly string[]] => {
    if (!sendableKey.test(key))
      throw refuse(
        field,
        `the key ${JSON.stringify(key)} can't be sent over gRPC: it must be of a-z, 0-9, ".", "_" and "-", and not end in "-bin"`,
      );
    return [key, textsIn(item, field, refuse)];
  });
  return Object.fromEntries(entries);
}

/**
 * Whom to act for by a user's entry and the flags; undefined for nobody else. `refuse` makes the error about a field of
 * the entry. Throws BadRequest for groups, a uid or extras of nobody, and for what gRPC can't carry.
 */
export function actsForIn(
  name: string,
  entry: Json,
  options: ActingOptions,
  refuse: Refuse,
): UserInfo | undefined {
  const { as = '', asGroup = [], asUid = '' } = options;
  const user = as === '' ? textIn(entry['as'], 'as', refuse) : as;
  const groups = asGroup.length === 0 ? textsIn(entry['as-groups'], 'as-groups', refuse) : asGroup;
  const uid = asUid === '' ? textIn(entry['as-uid'], 'as-uid', refuse) : asUid;
  const extra = extraIn(entry['as-user-extra'], 'as-user-extra', refuse);
  const hasExtra = Object.keys(extra).length > 0;
  if (user === '') {
    if (groups.length === 0 && uid === '' && !hasExtra) return undefined;
    throw new OrcError(
      'BadRequest',
      `requesting uid, groups or user-extra for ${name} without impersonating a user: name the user with --as`,
    );
  }
  for (const value of [user, ...groups, ...(uid === '' ? [] : [uid]), ...Object.values(extra).flat()])
    if (!sendable.test(value))
      throw new OrcError(
        'BadRequest',
        `--as, --as-group and --as-uid: ${JSON.stringify(value)} can't be sent over gRPC: it must be of printable ASCII, without a space at its ends or behind a comma`,
      );
  return { user, groups, ...(uid !== '' && { uid }), ...(hasExtra && { extra }) };
}
