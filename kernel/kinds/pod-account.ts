// The service account of a new pod: it must exist, and unless pod or account says otherwise every container finds a
// token of it, the cluster's CA and the namespace in a folder, as in Kubernetes.
import { defaultAccount } from '#kernel/kinds/service-account.ts';
import { accountNameOf } from '#kernel/kinds/pod-spec.ts';
import { MadeVolume, defaultFileMode } from '#kernel/kinds/pod-volumes.ts';
import type { VolumeMount } from '#kernel/model/gen/container.gen.ts';
import type { Container, Pod, PodSpec } from '#kernel/model/gen/core.gen.ts';
import type { ServiceAccount } from '#kernel/model/gen/service-account.gen.ts';
import type { Volume } from '#kernel/model/gen/volume.gen.ts';
import { hashText } from '#kernel/model/hash.ts';
import { Interned } from '#kernel/model/interned.ts';
import { once } from '#kernel/model/shared.ts';
import type { StateView } from '#kernel/store/view.ts';

/** The ConfigMap that holds the cluster's CA, in every namespace, and its one key. */
export const rootCa = { name: 'kube-root-ca.crt', key: 'ca.crt' } as const;
/** Where containers find the files. */
export const accountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

const volumePrefix = 'kube-api-access-';
/** How long such a token holds, in seconds: Kubernetes' own number. */
const tokenSeconds = 3_607;
const suffixLetters = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * The volume's name. Kubernetes makes it up for each pod; here it follows from the account, so that the containers of all
 * pods of a template are equal, and one object in memory.
 */
function volumeName(account: string): string {
  let rest = hashText(account);
  let suffix = '';
  while (suffix.length < 5) {
    suffix += suffixLetters.charAt(rest % suffixLetters.length);
    rest = Math.floor(rest / suffixLetters.length);
  }
  return `${volumePrefix}${suffix}`;
}

function accountVolume(name: string): Volume {
  return {
    name,
    projected: {
      defaultMode: defaultFileMode,
      sources: [
        { serviceAccountToken: { expirationSeconds: tokenSeconds, path: 'token' } },
        { configMap: { name: rootCa.name, items: [{ key: rootCa.key, path: rootCa.key }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
    },
  };
}

/** The volume with an account's files, and where containers find it: one object in memory for all pods. */
interface AccountFiles {
  readonly volume: Volume;
  readonly mount: VolumeMount;
}

const filesByName = new Interned<AccountFiles>();

function accountFiles(name: string): AccountFiles {
  const mount = { name, readOnly: true, mountPath: accountFolder };
  return { volume: MadeVolume.of(accountVolume(name)), mount };
}

const mountsThere = ({ volumeMounts = [] }: Container): boolean =>
  volumeMounts.some(({ mountPath }) => mountPath.replace(/\/+$/, '') === accountFolder);

/** A spec whose containers find their account's files, but for those that mount something else there. */
export const withAccountVolume = once((spec: PodSpec): PodSpec => {
  if (spec.containers.every(mountsThere)) return spec;
  const volumes = spec.volumes ?? [];
  const known = volumes.find(({ name }) => name.startsWith(volumePrefix))?.name;
  const { volume, mount } = filesByName.of(known ?? volumeName(accountNameOf(spec)), accountFiles);
  return {
    ...spec,
    volumes: known === undefined ? [...volumes, volume] : volumes,
    containers: spec.containers.map((container) =>
      mountsThere(container)
        ? container
        : { ...container, volumeMounts: [...(container.volumeMounts ?? []), mount] },
    ),
  };
});

/** A pod's account is not there. */
export interface MissingAccount {
  readonly namespace: string;
  readonly account: string;
  /** What whoever makes the pod is told. */
  readonly message: string;
}

/** What is made in the same transaction before the pod, and so not in the state yet. */
export interface MadeBefore {
  /** Whether a namespace is: its account of the name `default` follows by itself. */
  hasNamespace(name: string): boolean;
  account(namespace: string, name: string): ServiceAccount | undefined;
}

const nothingBefore: MadeBefore = { hasNamespace: () => false, account: () => undefined };

/** A new pod with the files of its account, or why it can't be made. */
export function admitAccount(
  pod: Pod,
  view: StateView,
  before: MadeBefore = nothingBefore,
): { readonly ok: Pod } | { readonly missing: MissingAccount } {
  const { namespace = '', name = '', generateName = '' } = pod.metadata;
  const account = accountNameOf(pod.spec);
  const found = view.get('ServiceAccount', namespace, account) ?? before.account(namespace, account);
  if (found === undefined && !(account === defaultAccount && before.hasNamespace(namespace))) {
    const message = `pods "${name || generateName}" is forbidden: error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`;
    return { missing: { namespace, account, message } };
  }
  const mounts = pod.spec.automountServiceAccountToken ?? found?.automountServiceAccountToken ?? true;
  return { ok: mounts ? { ...pod, spec: withAccountVolume(pod.spec) } : pod };
}
