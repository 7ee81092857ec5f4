// The files of a pod's volume, from ConfigMaps, Secrets, the pod's fields and tokens of its account. Pure.
import type { ProjectedFolder } from '#kernel/kinds/pod-volumes.ts';
import type { ConfigMap, Pod, PodSpec, Secret } from '#kernel/model/gen/core.gen.ts';
import type {
  DownwardAPIVolumeFile,
  KeyToPath,
  ServiceAccountTokenProjection,
} from '#kernel/model/gen/volume.gen.ts';
import { compareText } from '#kernel/store/table.ts';
import { podField, resourceField } from '#node-agent/environment.ts';

/** One file of a volume. */
export interface VolumeFile {
  readonly data: Uint8Array;
  readonly mode: number;
  /** The user and group that own it; the agent's when undefined. */
  readonly user: number | undefined;
  readonly group: number | undefined;
}

/** What the files are made of. */
export interface FileSources {
  configMap(name: string): ConfigMap | undefined;
  secret(name: string): Secret | undefined;
  /** What the node has for pods, by resource. */
  readonly allocatable: Readonly<Record<string, string>>;
  /** The token that a volume asks for. */
  token(wish: ServiceAccountTokenProjection): string;
}

/** A volume's files by their paths, or what is missing for them, in Kubernetes' words. */
export type VolumeFiles = { readonly ok: ReadonlyMap<string, VolumeFile> } | { readonly missing: string };

const encoder = new TextEncoder();

/** The user that all containers of a pod run as; undefined when they name none, or different ones. */
function commonUser({ securityContext, containers }: PodSpec): number | undefined {
  const users = new Set(
    containers.map((container) => container.securityContext?.runAsUser ?? securityContext?.runAsUser),
  );
  const [user] = users;
  return users.size === 1 ? user : undefined;
}

type Data = ReadonlyMap<string, Uint8Array>;

function dataOf(object: ConfigMap | Secret): Data {
  const texts = object.kind === 'ConfigMap' ? Object.entries(object.data ?? {}) : [];
  const bytes = Object.entries((object.kind === 'Secret' ? object.data : object.binaryData) ?? {});
  return new Map([
    ...texts.map(([key, text]): [string, Uint8Array] => [key, encoder.encode(text)]),
    ...bytes,
  ]);
}

interface Chosen {
  readonly path: string;
  readonly data: Uint8Array;
  readonly mode: number | undefined;
}

/** The keys of a ConfigMap or Secret as files: those named, or all. */
function chosenOf(
  kind: string,
  reference: {
    readonly name?: string;
    readonly items?: readonly KeyToPath[];
    readonly optional?: boolean;
  },
  object: ConfigMap | Secret | undefined,
): readonly Chosen[] | { readonly missing: string } {
  const { name = '', items, optional = false } = reference;
  if (object === undefined) return optional ? [] : { missing: `${kind} "${name}" not found` };
  const data = dataOf(object);
  if (items === undefined || items.length === 0)
    return [...data].map(([path, bytes]) => ({ path, data: bytes, mode: undefined }));
  const chosen: Chosen[] = [];
  for (const { key, path, mode } of items) {
    const bytes = data.get(key);
    if (bytes !== undefined) chosen.push({ path, data: bytes, mode });
    else if (!optional) return { missing: `${kind} "${name}" references non-existent key: ${key}` };
  }
  return chosen;
}

/** Labels or annotations as lines of KEY="VALUE", by key. */
function mapText(map: Readonly<Record<string, string>> | undefined): string {
  const entries = Object.entries(map ?? {}).toSorted(([a], [b]) => compareText(a, b));
  return entries.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join('\n');
}

function podText(
  { fieldRef, resourceFieldRef }: DownwardAPIVolumeFile,
  pod: Pod,
  allocatable: Readonly<Record<string, string>>,
): string {
  if (fieldRef?.fieldPath === 'metadata.labels') return mapText(pod.metadata.labels);
  if (fieldRef?.fieldPath === 'metadata.annotations') return mapText(pod.metadata.annotations);
  if (fieldRef !== undefined) return podField(fieldRef.fieldPath, pod, { podIp: '', hostIp: '' });
  const container = pod.spec.containers.find(({ name }) => name === resourceFieldRef?.containerName);
  if (resourceFieldRef === undefined || container === undefined) return '';
  return resourceField(resourceFieldRef.resource, resourceFieldRef.divisor, container, allocatable);
}

/** The files of a volume. Where two sources name one path, the later one has it. */
export function filesOf({ defaultMode, sources }: ProjectedFolder, pod: Pod, from: FileSources): VolumeFiles {
  const { fsGroup: group } = pod.spec.securityContext ?? {};
  const user = commonUser(pod.spec);
  // The group of a pod's volumes may read whatever is in them.
  const shared = group === undefined ? 0 : 0o440;
  const files = new Map<string, VolumeFile>();
  const add = (chosen: readonly Chosen[]): void => {
    for (const { path, data, mode = defaultMode } of chosen)
      files.set(path, { data, mode: mode | shared, user: undefined, group });
  };
  for (const { configMap, secret, downwardAPI, serviceAccountToken } of sources) {
    for (const [kind, reference, object] of [
      ['configmap', configMap, configMap && from.configMap(configMap.name ?? '')],
      ['secret', secret, secret && from.secret(secret.name ?? '')],
    ] as const) {
      if (reference === undefined) continue;
      const chosen = chosenOf(kind, reference, object);
      if ('missing' in chosen) return chosen;
      add(chosen);
    }
    for (const item of downwardAPI?.items ?? [])
      add([{ path: item.path, data: encoder.encode(podText(item, pod, from.allocatable)), mode: item.mode }]);
    if (serviceAccountToken === undefined) continue;
    // A token is its user's alone where it is known who that is.
    const mode = user === undefined && group === undefined ? defaultMode : 0o600;
    const data = encoder.encode(from.token(serviceAccountToken));
    files.set(serviceAccountToken.path, { data, mode: mode | shared, user, group });
  }
  return { ok: files };
}

/** The mode of a volume's folders, by its group. */
export function folderMode(group: number | undefined): number {
  return group === undefined ? 0o755 : 0o2755;
}
