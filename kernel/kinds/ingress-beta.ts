// Ingresses as networking.k8s.io/v1beta1 and extensions/v1beta1 have them: a backend is a serviceName
// and a servicePort, the default backend is called backend, and pathType may be absent.
import type { ServedVersion } from '#kernel/kinds/kind.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

function backendToStored({ serviceName, servicePort, ...rest }: JsonObject): JsonObject {
  if (serviceName === undefined && servicePort === undefined) return rest;
  const port = typeof servicePort === 'string' ? { name: servicePort } : { number: servicePort };
  const service = {
    ...(serviceName !== undefined && { name: serviceName }),
    ...(servicePort !== undefined && { port }),
  };
  return { ...rest, service };
}

function backendFromStored({ service, ...rest }: JsonObject): JsonObject {
  if (!isJsonObject(service)) return rest;
  const { name, port } = service;
  const servicePort = isJsonObject(port) ? (port['name'] ?? port['number']) : undefined;
  return {
    ...rest,
    ...(name !== undefined && { serviceName: name }),
    ...(servicePort !== undefined && { servicePort }),
  };
}

type Change = (json: JsonObject) => JsonObject;

function mapList(list: unknown, change: Change): unknown {
  return Array.isArray(list) ? list.map((item: unknown) => (isJsonObject(item) ? change(item) : item)) : list;
}

/** Rules with every path changed. */
function mapPaths(rules: unknown, change: Change): unknown {
  return mapList(rules, (rule) =>
    isJsonObject(rule['http'])
      ? { ...rule, http: { ...rule['http'], paths: mapList(rule['http']['paths'], change) } }
      : rule,
  );
}

const withBackend =
  (change: Change): Change =>
  (path) =>
    isJsonObject(path['backend']) ? { ...path, backend: change(path['backend']) } : path;

function toStored(json: JsonObject): JsonObject {
  if (!isJsonObject(json['spec'])) return json;
  const { backend, rules, ...rest } = json['spec'];
  const pathOf = withBackend(backendToStored);
  const changed = mapPaths(rules, (path) => ({ pathType: 'ImplementationSpecific', ...pathOf(path) }));
  return {
    ...json,
    spec: {
      ...rest,
      ...(isJsonObject(backend) && { defaultBackend: backendToStored(backend) }),
      ...(changed !== undefined && { rules: changed }),
    },
  };
}

function fromStored(json: JsonObject): JsonObject {
  if (!isJsonObject(json['spec'])) return json;
  const { defaultBackend, rules, ...rest } = json['spec'];
  const changed = mapPaths(rules, withBackend(backendFromStored));
  return {
    ...json,
    spec: {
      ...rest,
      ...(isJsonObject(defaultBackend) && { backend: backendFromStored(defaultBackend) }),
      ...(changed !== undefined && { rules: changed }),
    },
  };
}

/** The older versions of ingresses. */
export const ingressBetas: readonly ServedVersion[] = ['networking.k8s.io', 'extensions'].map((group) => ({
  group,
  version: 'v1beta1',
  toStored,
  fromStored,
}));
