// The volumes of a pod that orc mounts: folders of files that are made of ConfigMaps, Secrets, fields of the pod and
// tokens of its account. A volume of one source is a projected one with that source alone.
import type { FieldCause } from '#kernel/errors.ts';
import { forbidden, invalid, notFound, required } from '#kernel/kinds/kind.ts';
import type { Container, EphemeralContainer, PodSpec } from '#kernel/model/gen/core.gen.ts';
import type {
  ConfigMapProjection,
  DownwardAPIVolumeFile,
  SecretProjection,
  ServiceAccountTokenProjection,
  Volume,
  VolumeProjection,
} from '#kernel/model/gen/volume.gen.ts';
import { Itself } from '#kernel/model/itself.ts';

/** The mode of a volume's files when it names none: 0644. */
export const defaultFileMode = 0o644;
/** The life of a token whose volume says nothing of it, in seconds. */
const usualSeconds = 3_600;
/** The longest life a token may be asked to have, in seconds, as in Kubernetes. */
const longestSeconds = 2 ** 32;

/** The longest path of a file, in characters: Linux takes no longer one. */
const longestPath = 4_095;

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

/** An empty path, one that begins with `..`, and one with a part that is empty or `.`. */
const badFilePath = /^\.\.|(?:^|\/)\.?(?:\/|$)/;

function filePathFault(path: string): string | undefined {
  if (path.length > longestPath) return `must have at most ${longestPath} characters`;
  return badFilePath.test(path) ? "must be a relative path that does not begin with '..'" : undefined;
}

function checkFilePath(causes: FieldCause[], path: string, at: string, item?: number): void {
  const fault = filePathFault(path);
  if (fault === undefined) return;
  const shown = path.length > longestPath ? `${path.slice(0, 77)}...` : path;
  causes.push(invalid(item === undefined ? `${at}.path` : `${at}.items[${item}].path`, shown, fault));
}

const podFields =
  /^metadata\.(name|namespace|uid|labels|annotations|labels\['[^']+'\]|annotations\['[^']+'\])$/;
const resourceFields = /^(requests|limits)\.(cpu|memory)$/;

function checkPodFile(
  causes: FieldCause[],
  { fieldRef, resourceFieldRef }: DownwardAPIVolumeFile,
  at: string,
  spec: PodSpec,
): void {
  if ((fieldRef === undefined) === (resourceFieldRef === undefined))
    causes.push(required(at, 'one of fieldRef and resourceFieldRef is required'));
  if (fieldRef !== undefined && !podFields.test(fieldRef.fieldPath))
    causes.push(
      invalid(`${at}.fieldRef.fieldPath`, fieldRef.fieldPath, 'is not a field that files may have'),
    );
  if (resourceFieldRef === undefined) return;
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
}

function checkReference(
  causes: FieldCause[],
  { name = '', items = [] }: SecretProjection | ConfigMapProjection,
  at: string,
): void {
  if (name === '') causes.push(required(`${at}.name`));
  for (let item = 0; item < items.length; item++) checkFilePath(causes, items[item]?.path ?? '', at, item);
}

function checkToken(
  causes: FieldCause[],
  { path, expirationSeconds = 0 }: ServiceAccountTokenProjection,
  at: string,
): void {
  checkFilePath(causes, path, at);
  if (expirationSeconds > longestSeconds)
    causes.push(
      invalid(
        `${at}.expirationSeconds`,
        expirationSeconds,
        `may not be larger than ${longestSeconds} seconds`,
      ),
    );
}

/** `at` is where the projection stands. */
function checkProjection(
  causes: FieldCause[],
  projection: VolumeProjection,
  at: string,
  spec: PodSpec,
): void {
  const { secret, configMap, downwardAPI, serviceAccountToken } = projection;
  let given = 0;
  for (const each of [secret, configMap, downwardAPI, serviceAccountToken]) if (each !== undefined) given++;
  if (given !== 1) {
    causes.push(
      invalid(
        at,
        Object.keys(projection),
        'must specify exactly one of: `secret`, `configMap`, `downwardAPI` or `serviceAccountToken`',
      ),
    );
    return;
  }
  if (secret !== undefined) checkReference(causes, secret, `${at}.secret`);
  if (configMap !== undefined) checkReference(causes, configMap, `${at}.configMap`);
  if (serviceAccountToken !== undefined) checkToken(causes, serviceAccountToken, `${at}.serviceAccountToken`);
  for (const [item, file] of (downwardAPI?.items ?? []).entries()) {
    checkFilePath(causes, file.path, `${at}.downwardAPI`, item);
    checkPodFile(causes, file, `${at}.downwardAPI.items[${item}]`, spec);
  }
}

/** The files that a source names itself; those of a whole ConfigMap or Secret are not known here. */
function* pathsOf({
  secret,
  configMap,
  downwardAPI,
  serviceAccountToken,
}: VolumeProjection): Generator<string, void> {
  for (const { path } of secret?.items ?? configMap?.items ?? downwardAPI?.items ?? []) yield path;
  if (serviceAccountToken !== undefined) yield serviceAccountToken.path;
}

/** No file may have the path of another, or of a folder that another is in. */
function checkConflicts(causes: FieldCause[], sources: readonly VolumeProjection[], at: string): void {
  const taken = new Map<string, 'file' | 'folder'>();
  for (const [index, source] of sources.entries())
    for (const path of pathsOf(source)) {
      if (path.length > longestPath) continue;
      let conflicts = taken.has(path);
      for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        const folder = path.slice(0, end);
        if (taken.get(folder) === 'file') conflicts = true;
        else taken.set(folder, 'folder');
      }
      taken.set(path, 'file');
      if (conflicts) causes.push(invalid(`${at}.sources[${index}]`, path, 'conflicting duplicate paths'));
    }
}

/** A volume that orc made itself: one object in memory for many pods, which nobody has to look at again and again. */
export class MadeVolume extends Itself {
  readonly #isMade = true;

  private constructor(volume: Volume) {
    super(volume);
  }

  static is(volume: Volume): boolean {
    return #isMade in volume && volume.#isMade;
  }

  static of(volume: Volume): Volume {
    new MadeVolume(volume);
    return volume;
  }
}

const sourceNames = ['secret', 'configMap', 'downwardAPI', 'projected'] as const;

function checkVolume(causes: FieldCause[], volume: Volume, at: string, spec: PodSpec): void {
  let first: (typeof sourceNames)[number] | undefined;
  for (const name of sourceNames) {
    if (volume[name] === undefined) continue;
    if (first !== undefined) {
      causes.push(forbidden(`${at}.${name}`, 'may not specify more than 1 volume type'));
      return;
    }
    first = name;
  }
  if (first === undefined) {
    causes.push(required(at, 'must specify a volume type'));
    return;
  }
  const { sources } = folderOf(volume);
  if (first === 'projected')
    for (const [index, source] of sources.entries())
      checkProjection(causes, source, `${at}.projected.sources[${index}]`, spec);
  else causes.push(...singleCauses(sources, at, spec));
  checkConflicts(causes, sources, `${at}.${first}`);
}

/** What is wrong with a volume of one source: the fields of the source stand where the volume's own do. */
function singleCauses([source = {}]: readonly VolumeProjection[], at: string, spec: PodSpec): FieldCause[] {
  const causes: FieldCause[] = [];
  checkProjection(causes, source, at, spec);
  return causes.map(({ field, ...cause }) => ({
    ...cause,
    field: field === `${at}.secret.name` ? `${at}.secret.secretName` : field,
  }));
}

function isBadMountPath(path: string): boolean {
  return !path.startsWith('/') || path.includes(':') || /(?:^|\/)\.\.(?:\/|$)/.test(path);
}

function checkMounts(
  causes: FieldCause[],
  containers: readonly (Container | EphemeralContainer)[],
  at: string,
  volumes: ReadonlySet<string>,
): void {
  for (const [container, { volumeMounts = [] }] of containers.entries())
    for (const [index, { name, mountPath }] of volumeMounts.entries()) {
      const isKnown = volumes.has(name);
      if (isKnown && !isBadMountPath(mountPath)) continue;
      const here = `${at}[${container}].volumeMounts[${index}]`;
      if (!isKnown) causes.push(notFound(`${here}.name`, name, 'must be a volume of the pod'));
      if (isBadMountPath(mountPath))
        causes.push(
          invalid(`${here}.mountPath`, mountPath, "must be an absolute path without ':' and without '..'"),
        );
    }
}

/** What is wrong with a pod's volumes, and with what its containers mount. `path` is where the spec stands. */
export function validateVolumes(spec: PodSpec, path: string): FieldCause[] {
  const causes: FieldCause[] = [];
  const { volumes = [], containers, ephemeralContainers = [] } = spec;
  for (const [index, volume] of volumes.entries())
    if (!MadeVolume.is(volume)) checkVolume(causes, volume, `${path}.volumes[${index}]`, spec);
  const names = new Set<string>();
  for (const { name } of volumes) names.add(name);
  checkMounts(causes, containers, `${path}.containers`, names);
  checkMounts(causes, ephemeralContainers, `${path}.ephemeralContainers`, names);
  return causes;
}
