// The OpenAPI documents: v2 as one, in JSON and protobuf; v3 as one for each version of a group. They are made when
// first asked for and kept, with a hash by which clients know what they have.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '#kernel/model/json.ts';
import type { StateView } from '#kernel/store/view.ts';
import type { Exchange } from '#api/http/exchange.ts';
import { partKinds, pathsOf } from '#api/http/openapi/paths.ts';
import { definitionsOf } from '#api/http/openapi/schemas.ts';
import { encodeOpenApiV2 } from '#api/http/openapi/v2-protobuf.ts';
import { groupsIn, resourcesIn } from '#api/http/resources.ts';
import { transientResources, transientIn } from '#api/http/transient.ts';

/** How clients ask for protobuf: the @ that older ones write is no media type, so the answer never says it. */
const protobufAsked = /application\/com\.github\.proto-openapi\.spec\.v2[.@]v1\.0\+protobuf/;
const protobufType = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** A document, ready to be sent. */
interface Made {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly packed: Uint8Array;
  readonly hash: string;
}

function made(type: string, bytes: Uint8Array): Made {
  const hash = createHash('sha256').update(bytes).digest('hex').toUpperCase();
  return { type, bytes, packed: gzipSync(bytes), hash };
}

const jsonType = 'application/json';

/** The OpenAPI v2 document of everything served. */
export function openApiV2(view: StateView, version: string): JsonObject {
  const resources = groupsIn(view).flatMap(({ name, versions }) =>
    versions.flatMap((each) => resourcesIn(view, name, each)),
  );
  return {
    swagger: '2.0',
    info: { title: 'orc', version },
    paths: pathsOf('v2', resources, transientResources),
    definitions: Object.fromEntries(
      definitionsOf('v2', resources, [...transientResources, ...partKinds(resources)]),
    ),
  };
}

/** The OpenAPI v3 document of one version of a group. */
export function openApiV3(view: StateView, group: string, groupVersion: string, version: string): JsonObject {
  const resources = resourcesIn(view, group, groupVersion);
  const transient = transientIn(group, groupVersion);
  const schemas = definitionsOf('v3', resources, [...transient, ...partKinds(resources)]);
  return {
    openapi: '3.0.0',
    info: { title: 'orc', version },
    paths: pathsOf('v3', resources, transient),
    components: { schemas: Object.fromEntries(schemas) },
  };
}

export class OpenApi {
  readonly #state: { readonly view: StateView };
  readonly #version: string;
  /** Which kinds users have defined when the documents that are kept were made. */
  #definedBy = '';
  readonly #kept = new Map<string, Made>();

  /** `state` is whoever knows the state as it is now. */
  constructor(state: { readonly view: StateView }, version: string) {
    this.#state = state;
    this.#version = version;
  }

  #keep(name: string, make: () => Made): Made {
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    const fresh = make();
    this.#kept.set(name, fresh);
    return fresh;
  }

  #json(name: string, document: () => JsonObject): Made {
    return this.#keep(name, () => made(jsonType, Buffer.from(JSON.stringify(document()))));
  }

  #v3(name: string, group: string, version: string): Made {
    return this.#json(`v3/${name}`, () => openApiV3(this.#state.view, group, version, this.#version));
  }

  #index(): Made {
    return this.#json('v3', () => ({
      paths: Object.fromEntries(
        this.#versions().map(({ name, group, version }) => [
          name,
          { serverRelativeURL: `/openapi/v3/${name}?hash=${this.#v3(name, group, version).hash}` },
        ]),
      ),
    }));
  }

  #versions(): { readonly name: string; readonly group: string; readonly version: string }[] {
    return groupsIn(this.#state.view).flatMap(({ name: group, versions }) =>
      versions.map((version) => ({
        name: group === '' ? `api/${version}` : `apis/${group}/${version}`,
        group,
        version,
      })),
    );
  }

  /** Forgets what was made of other kinds than there are now. */
  #refresh(): void {
    const crds = [...this.#state.view.list('CustomResourceDefinition')];
    const definedBy = crds.map(({ metadata }) => `${metadata.uid}/${metadata.generation}`).join();
    if (definedBy !== this.#definedBy) this.#kept.clear();
    this.#definedBy = definedBy;
  }

  /** Answers a request for one of the documents; whether it was for one. */
  serve(exchange: Exchange): boolean {
    if (!exchange.path.startsWith('/openapi/')) return false;
    this.#refresh();
    const found = this.#find(exchange);
    if (found === undefined) return false;
    const { response } = exchange;
    response.setHeader('etag', `"${found.hash}"`);
    response.setHeader('vary', 'Accept, Accept-Encoding');
    if (exchange.header('if-none-match') === `"${found.hash}"`) {
      response.statusCode = 304;
      response.end();
      return true;
    }
    const takesGzip = /\bgzip\b/.test(exchange.header('accept-encoding') ?? '');
    if (takesGzip) response.setHeader('content-encoding', 'gzip');
    exchange.bytes(200, found.type, takesGzip ? found.packed : found.bytes);
    return true;
  }

  #find(exchange: Exchange): Made | undefined {
    const { path } = exchange;
    if (path === '/openapi/v2') {
      if (!protobufAsked.test(exchange.header('accept') ?? ''))
        return this.#json('v2', () => openApiV2(this.#state.view, this.#version));
      return this.#keep('v2 protobuf', () =>
        made(protobufType, encodeOpenApiV2(openApiV2(this.#state.view, this.#version))),
      );
    }
    if (path === '/openapi/v3' || path === '/openapi/v3/') return this.#index();
    const wanted = this.#versions().find(({ name }) => path === `/openapi/v3/${name}`);
    return wanted && this.#v3(wanted.name, wanted.group, wanted.version);
  }
}
