// A pod that a user makes runs as an account that exists, and finds that account's files. The rules are the kernel's:
// controllers, which make pods too, follow the same.
import { OrcError } from '#kernel/errors.ts';
import { type MadeBefore, type MissingAccount, admitAccount } from '#kernel/kinds/pod-account.ts';
import { defaultAccount } from '#kernel/kinds/service-account.ts';
import type { Namespace, Pod } from '#kernel/model/gen/core.gen.ts';
import type { ServiceAccount } from '#kernel/model/gen/service-account.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { AdmissionContext } from '#api/admission/context.ts';

/** A pod is refused because its account is not there: for good, or because the account is about to be made. */
export class AccountNotFound extends OrcError {
  /** Whether the account is one that every namespace has: it comes by itself. */
  readonly comes: boolean;
  readonly namespace: string;
  readonly account: string;

  constructor({ message, namespace, account }: MissingAccount, pod: string) {
    super('Forbidden', message, { group: '', kind: 'Pod', name: pod });
    this.comes = account === defaultAccount;
    this.namespace = namespace;
    this.account = account;
  }
}

/** The pod with its account's files. Throws AccountNotFound, and NotFound without its namespace. */
export function withAccountFiles(pod: Pod, { view, before }: AdmissionContext): Pod {
  const { namespace = '' } = pod.metadata;
  const found = view.get('Namespace', '', namespace);
  if (found === undefined && before?.hasNamespace(namespace) !== true)
    throw new OrcError('NotFound', `namespaces "${namespace}" not found`, {
      group: '',
      kind: 'Namespace',
      name: namespace,
    });
  // In one that is going nothing is made any more, and its account may be gone before it.
  if (found?.metadata.deletionTimestamp !== undefined) return pod;
  const admitted = admitAccount(pod, view, before);
  if ('ok' in admitted) return admitted.ok;
  throw new AccountNotFound(admitted.missing, pod.metadata.name ?? pod.metadata.generateName ?? '');
}

/** What the changes of one transaction have made so far, for those that follow. */
export class MadeSoFar implements MadeBefore {
  readonly #namespaces = new Map<string, Namespace>();
  readonly #accounts = new Map<string, ServiceAccount>();

  /** Takes note of what a change makes. */
  add(object: OrcObject): void {
    const { name = '', namespace = '' } = object.metadata;
    if (object.kind === 'Namespace') this.#namespaces.set(name, object);
    if (object.kind === 'ServiceAccount') this.#accounts.set(`${namespace}/${name}`, object);
  }

  hasNamespace(name: string): boolean {
    return this.#namespaces.has(name);
  }

  namespace(name: string): Namespace | undefined {
    return this.#namespaces.get(name);
  }

  account(namespace: string, name: string): ServiceAccount | undefined {
    return this.#accounts.get(`${namespace}/${name}`);
  }
}
