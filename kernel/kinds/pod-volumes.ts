// The volumes of a pod that orc mounts: folders of files that are made of ConfigMaps, Secrets, fields of the pod and
// tokens of its account. A volume of one source is a projected one with that source alone.
import type { FieldCause } from '#kernel/errors.ts';
import { forbidden, invalid, required } from '#kernel/kinds/kind.ts';
import type { Container, EphemeralContainer, PodSpec } from '#kernel/model/gen/core.gen.ts';
import type {
  DownwardAPIVolumeFile,
  KeyToPath,
  ServiceAccountTokenProjection,
  Volume,
  VolumeProjection,
} from '#kernel/model/gen/volume.gen.ts';

/** The mode of a volume's files when it names none: 0644. */
export const defaultFileMode = 0o644;
/** The life of a token whose volume says nothing of it, in seconds. */
const usualSeconds = 3_600;
/** The longest life a token may be asked to have, in seconds, as in Kubernetes. */
const longestSeconds = 2 ** 32;

/** A volume as a folder of files from several sources. */
export interface ProjectedFolder {
  /** The mode of files that name none. */
  readonly defaultMode: number;
  readonly sources: readonly VolumeProjection[];
}

/** What a volume's folder is made of. */
export function folderOf({ secret, configMap, downwardAPI, projected }: Volume): ProjectedFolder {
  const given = projected ?? secret ?? configMap ?? downwardAPI;
  const defaultMode = given?.defaultMode ?? defaultFileMode;
  if (projected !== undefined) return { defaultMode, sources: projected.sources ?? [] };
  if (secret !== undefined) {
    const { secretName, defaultMode: _mode, ...rest } = secret;
    return { defaultMode, sources: [{ secret: { ...rest, name: secretName } }] };
  }
  if (configMap !== undefined) {
    const { defaultMode: _mode, ...rest } = configMap;
    return { defaultMode, sources: [{ configMap: rest }] };
  }
  return { defaultMode, sources: downwardAPI === undefined ? [] : [{ downwardAPI }] };
}

/** How long a token that a volume asks for is to hold, in seconds. */
export function tokenSeconds({ expirationSeconds }: ServiceAccountTokenProjection): number {
  return expirationSeconds ?? usualSeconds;
}

/** The tokens that a pod's volumes ask for. */
export function tokensIn(spec: PodSpec): readonly ServiceAccountTokenProjection[] {
  return (spec.volumes ?? []).flatMap((volume) =>
    folderOf(volume).sources.flatMap(({ serviceAccountToken }) =>
      serviceAccountToken === undefined ? [] : [serviceAccountToken],
    ),
  );
}

function validateFilePath(path: string, at: string): FieldCause[] {
  return path === '' || path.startsWith('..') || path.split('/').some((part) => part === '' || part === '.')
    ? [invalid(at, path, "must be a relative path that does not begin with '..'")]
    : [];
}

function validateItems(items: readonly KeyToPath[] | undefined, at: string): FieldCause[] {
  return (items ?? []).flatMap(({ path }, index) => validateFilePath(path, `${at}.items[${index}].path`));
}

const podFields =
  /^metadata\.(name|namespace|uid|labels|annotations|labels\['[^']+'\]|annotations\['[^']+'\])$/;
const resourceFields = /^(requests|limits)\.(cpu|memory)$/;

function validatePodFile(file: DownwardAPIVolumeFile, at: string, spec: PodSpec): FieldCause[] {
  const causes = validateFilePath(file.path, `${at}.path`);
  const { fieldRef, resourceFieldRef } = file;
  if ((fieldRef === undefined) === (resourceFieldRef === undefined))
    causes.push(required(at, 'one of fieldRef and resourceFieldRef is required'));
  if (fieldRef !== undefined && !podFields.test(fieldRef.fieldPath))
    causes.push(
      invalid(`${at}.fieldRef.fieldPath`, fieldRef.fieldPath, 'is not a field that files may have'),
    );
  if (resourceFieldRef === undefined) return causes;
  const { resource, containerName = '' } = resourceFieldRef;
  if (!resourceFields.test(resource))
    causes.push(
      invalid(
        `${at}.resourceFieldRef.resource`,
        resource,
        'must be requests.cpu, requests.memory, limits.cpu or limits.memory',
      ),
    );
  if (!spec.containers.some(({ name }) => name === containerName))
    causes.push(
      invalid(`${at}.resourceFieldRef.containerName`, containerName, 'must be a container of the pod'),
    );
  return causes;
}

function validateProjection(projection: VolumeProjection, at: string, spec: PodSpec): FieldCause[] {
  const { secret, configMap, downwardAPI, serviceAccountToken } = projection;
  const given = [secret, configMap, downwardAPI, serviceAccountToken].filter((each) => each !== undefined);
  if (given.length !== 1)
    return [
      invalid(
        at,
        Object.keys(projection),
        'must specify exactly one of: `secret`, `configMap`, `downwardAPI` or `serviceAccountToken`',
      ),
    ];
  const causes: FieldCause[] = [];
  for (const [field, reference] of [
    ['secret', secret],
    ['configMap', configMap],
  ] as const) {
    if (reference === undefined) continue;
    if ((reference.name ?? '') === '') causes.push(required(`${at}.${field}.name`));
    causes.push(...validateItems(reference.items, `${at}.${field}`));
  }
  for (const [index, file] of (downwardAPI?.items ?? []).entries())
    causes.push(...validatePodFile(file, `${at}.downwardAPI.items[${index}]`, spec));
  if (serviceAccountToken === undefined) return causes;
  const { path, expirationSeconds = 0 } = serviceAccountToken;
  causes.push(...validateFilePath(path, `${at}.serviceAccountToken.path`));
  if (expirationSeconds > longestSeconds)
    causes.push(
      invalid(
        `${at}.serviceAccountToken.expirationSeconds`,
        expirationSeconds,
        `may not be larger than ${longestSeconds} seconds`,
      ),
    );
  return causes;
}

/** The files that a source names itself; those of a whole ConfigMap or Secret are not known here. */
function pathsOf({ secret, configMap, downwardAPI, serviceAccountToken }: VolumeProjection): string[] {
  const items = [...(secret?.items ?? []), ...(configMap?.items ?? []), ...(downwardAPI?.items ?? [])];
  return [
    ...items.map(({ path }) => path),
    ...(serviceAccountToken === undefined ? [] : [serviceAccountToken.path]),
  ];
}

function validateConflicts(sources: readonly VolumeProjection[], at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  const taken = new Set<string>();
  for (const [index, source] of sources.entries())
    for (const path of pathsOf(source)) {
      const folders = path.split('/').map((_part, count, parts) => parts.slice(0, count).join('/'));
      const inFile = folders.some((folder) => taken.has(folder));
      const overFolder = [...taken].some((other) => other.startsWith(`${path}/`));
      if (taken.has(path) || inFile || overFolder)
        causes.push(invalid(`${at}.sources[${index}]`, path, 'conflicting duplicate paths'));
      taken.add(path);
    }
  return causes;
}

const sourceNames = ['secret', 'configMap', 'downwardAPI', 'projected'] as const;

function validateVolume(volume: Volume, at: string, spec: PodSpec): FieldCause[] {
  const [first, second] = sourceNames.filter((name) => volume[name] !== undefined);
  if (first === undefined) return [required(at, 'must specify a volume type')];
  if (second !== undefined) return [forbidden(`${at}.${second}`, 'may not specify more than 1 volume type')];
  const { sources } = folderOf(volume);
  if (first === 'projected')
    return [
      ...sources.flatMap((source, index) =>
        validateProjection(source, `${at}.projected.sources[${index}]`, spec),
      ),
      ...validateConflicts(sources, `${at}.projected`),
    ];
  const [source = {}] = sources;
  // The field of the one source stands where the volume's own does.
  const causes = validateProjection(source, at, spec).map(({ field, ...cause }) => ({
    ...cause,
    field: field === `${at}.secret.name` ? `${at}.secret.secretName` : field,
  }));
  return [...causes, ...validateConflicts([source], `${at}.${first}`)];
}

function validateMounts(
  { volumeMounts = [] }: Container | EphemeralContainer,
  at: string,
  volumes: ReadonlySet<string>,
): FieldCause[] {
  return volumeMounts.flatMap(({ name, mountPath }, index) => {
    const here = `${at}.volumeMounts[${index}]`;
    const causes: FieldCause[] = [];
    if (!volumes.has(name)) causes.push(invalid(`${here}.name`, name, 'must be a volume of the pod'));
    if (!mountPath.startsWith('/') || mountPath.includes(':') || mountPath.split('/').includes('..'))
      causes.push(
        invalid(`${here}.mountPath`, mountPath, "must be an absolute path without ':' and without '..'"),
      );
    return causes;
  });
}

/** What is wrong with a pod's volumes, and with what its containers mount. `path` is where the spec stands. */
export function validateVolumes(spec: PodSpec, path: string): FieldCause[] {
  const volumes = spec.volumes ?? [];
  const names = new Set(volumes.map(({ name }) => name));
  const mounts = (field: string, containers: readonly (Container | EphemeralContainer)[]): FieldCause[] =>
    containers.flatMap((container, index) => validateMounts(container, `${path}.${field}[${index}]`, names));
  return [
    ...volumes.flatMap((volume, index) => validateVolume(volume, `${path}.volumes[${index}]`, spec)),
    ...mounts('containers', spec.containers),
    ...mounts('ephemeralContainers', spec.ephemeralContainers ?? []),
  ];
}
