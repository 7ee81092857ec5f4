// A container's variables: from ConfigMaps, Secrets and the pod itself, with $(NAME) replaced as
// Kubernetes documents it. Pure.
import { quantityMillis, quantityUnits } from '#kernel/model/quantity.ts';
import type { ConfigMap, Container, Pod, Secret } from '#kernel/model/gen/core.gen.ts';
import type { EnvVar } from '#kernel/model/gen/container.gen.ts';

/** What variables may refer to. */
export interface EnvironmentSources {
  configMap(name: string): ConfigMap | undefined;
  secret(name: string): Secret | undefined;
  /** Variables for Services, which a container's own go over. */
  readonly services: ReadonlyMap<string, string>;
  readonly podIp: string;
  readonly hostIp: string;
  /** What the node has for pods, by resource: what a container without a limit may use. */
  readonly allocatable: Readonly<Record<string, string>>;
}

export type Environment = { readonly ok: ReadonlyMap<string, string> } | { readonly missing: string };

const decoder = new TextDecoder();

/** A map's own entry: a key may be named `constructor`. */
function entry<T>(map: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** `text` with $(NAME) replaced by variables known so far; $$ is a $; an unknown name stays as it is. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\$(\$|\(([^()]*)\))/g,
    (whole: string, escaped: string, name: string | undefined) => {
      if (escaped === '$') return '$';
      return variables.get(name ?? '') ?? whole;
    },
  );
}

/** A field of a pod as text; empty for what it does not have. */
export function podField(
  path: string,
  pod: Pod,
  { podIp, hostIp }: Pick<EnvironmentSources, 'podIp' | 'hostIp'>,
): string {
  const keyed = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (keyed !== null)
    return (
      entry(keyed[1] === 'labels' ? pod.metadata.labels : pod.metadata.annotations, keyed[2] ?? '') ?? ''
    );
  switch (path) {
    case 'metadata.name':
      return pod.metadata.name ?? '';
    case 'metadata.namespace':
      return pod.metadata.namespace ?? '';
    case 'metadata.uid':
      return pod.metadata.uid ?? '';
    case 'spec.nodeName':
      return pod.spec.nodeName ?? '';
    case 'status.podIP':
      return podIp;
    case 'status.hostIP':
      return hostIp;
    default:
      return '';
  }
}

/** What a container requests or may use, in units of `divisor`, rounded up. Without a limit it may use what is `allocatable`. */
export function resourceField(
  resource: string,
  divisor: string | undefined,
  container: Container,
  allocatable: Readonly<Record<string, string>>,
): string {
  const [section, name = ''] = resource.split('.');
  const { limits, requests } = container.resources ?? {};
  const amount = section === 'limits' ? (limits?.[name] ?? allocatable[name]) : requests?.[name];
  const unit = divisor === undefined || quantityMillis(divisor) === 0n ? 1000n : quantityMillis(divisor);
  const millis = quantityMillis(amount);
  return name === 'cpu' || divisor !== undefined
    ? String((millis + unit - 1n) / unit)
    : String(quantityUnits(amount));
}

function secretText(secret: Secret, key: string): string | undefined {
  const bytes = entry(secret.data, key);
  return bytes === undefined ? undefined : decoder.decode(bytes);
}

type Value = { readonly ok: string | undefined } | { readonly missing: string };

function fromKey(
  kind: string,
  name: string,
  key: string,
  optional: boolean,
  data: ((key: string) => string | undefined) | undefined,
): Value {
  const value = data?.(key);
  if (value !== undefined || optional) return { ok: value };
  return {
    missing:
      data === undefined ? `${kind} "${name}" not found` : `couldn't find key ${key} in ${kind} ${name}`,
  };
}

function valueOf(
  variable: EnvVar,
  pod: Pod,
  container: Container,
  sources: EnvironmentSources,
  known: ReadonlyMap<string, string>,
): Value {
  const from = variable.valueFrom;
  if (from === undefined) return { ok: expand(variable.value ?? '', known) };
  if (from.fieldRef !== undefined) return { ok: podField(from.fieldRef.fieldPath, pod, sources) };
  if (from.resourceFieldRef !== undefined) {
    const named = from.resourceFieldRef.containerName;
    const about = pod.spec.containers.find(({ name }) => name === named) ?? container;
    const { resource, divisor } = from.resourceFieldRef;
    return { ok: resourceField(resource, divisor, about, sources.allocatable) };
  }
  if (from.configMapKeyRef !== undefined) {
    const { name = '', key, optional = false } = from.configMapKeyRef;
    const map = sources.configMap(name);
    return fromKey('configmap', name, key, optional, map && ((each) => entry(map.data, each)));
  }
  const { name = '', key = '', optional = false } = from.secretKeyRef ?? {};
  const secret = sources.secret(name);
  return fromKey('secret', name, key, optional, secret && ((each) => secretText(secret, each)));
}

/** The variables of a container, or what is missing for them. */
export function environmentOf(pod: Pod, container: Container, sources: EnvironmentSources): Environment {
  const variables = new Map(sources.services);
  for (const { prefix = '', configMapRef, secretRef } of container.envFrom ?? []) {
    if (configMapRef !== undefined) {
      const map = sources.configMap(configMapRef.name ?? '');
      if (map === undefined && configMapRef.optional !== true)
        return { missing: `configmap "${configMapRef.name}" not found` };
      for (const [key, value] of Object.entries(map?.data ?? {})) variables.set(`${prefix}${key}`, value);
    }
    if (secretRef !== undefined) {
      const secret = sources.secret(secretRef.name ?? '');
      if (secret === undefined && secretRef.optional !== true)
        return { missing: `secret "${secretRef.name}" not found` };
      for (const [key, bytes] of Object.entries(secret?.data ?? {}))
        variables.set(`${prefix}${key}`, decoder.decode(bytes));
    }
  }
  for (const variable of container.env ?? []) {
    const value = valueOf(variable, pod, container, sources, variables);
    if ('missing' in value) return value;
    if (value.ok !== undefined) variables.set(variable.name, value.ok);
  }
  return { ok: variables };
}
