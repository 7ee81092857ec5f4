// Asking a registry what a tag stands for: HEAD, or GET where that says no digest, of one path of its API; with a token
// that anybody is given, if it wants one. Credentials are never shown.
import { createHash } from 'node:crypto';
import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { BlockList } from 'node:net';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type ImageReference, isDigest, registryAddress } from '#kernel/images/reference.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { checkHost, lookupWithout, refusedAddresses } from '#api/images/addresses.ts';
import { type HttpAnswer, type HttpQuestion, askHttp } from '#api/images/ask-http.ts';
import { apiLimits } from '#api/limits.ts';
import { readAuthority } from '#runtime/authority-file.ts';
import type { RegistryConfig } from '#runtime/registries-config.ts';

/** A list of images by platform first: it is what a tag stands for on every machine. */
const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** A registry of the configuration, with what its file holds. */
export interface ReadyRegistry {
  readonly config: RegistryConfig;
  readonly authority?: string;
}

/** Reads the files that registries' configurations name. Throws BadRequest naming the file that is wrong. */
export function readRegistryAuthorities(configs: readonly RegistryConfig[]): readonly ReadyRegistry[] {
  return configs.map((config) => {
    const { authorityFile, host } = config;
    if (authorityFile === '') return { config };
    return {
      config,
      authority: readAuthority(authorityFile, `authorityFile of the registry ${host} in registries`),
    };
  });
}

export interface RegistriesOptions {
  /** Those that the configuration names: they may be anywhere. */
  readonly listed: readonly ReadyRegistry[];
  /** Whether no other is asked. */
  readonly onlyListed: boolean;
  /** The networks of pods and Services: no registry that users name is there. */
  readonly clusterNetworks: readonly string[];
}

/** How one registry is asked. */
interface Way {
  readonly origin: URL;
  readonly agent: PlainAgent;
  /** For whom it sends to for tokens. */
  readonly tokenAgent: SecureAgent;
  /** Undefined for a registry that may be anywhere. */
  readonly refused: BlockList | undefined;
}

function refused(why: string): OrcError {
  return new OrcError('NotFound', why);
}

/** The parameters of a challenge for a bearer token; undefined when the answer holds none. */
export function bearerChallenge(header: string): ReadonlyMap<string, string> | undefined {
  const found = /(?:^|,\s*)Bearer\s+(.*)$/is.exec(header)?.[1];
  if (found === undefined) return undefined;
  const pairs = [...found.matchAll(/([a-z_]+)="([^"]*)"/gi)];
  return new Map(pairs.map(([, name = '', value = '']) => [name.toLowerCase(), value]));
}

/** What keeps a status from being an answer. Throws Unavailable where the registry itself fails. */
function problemOf(status: number, { repository, tag }: ImageReference): OrcError {
  if (status === 401 || status === 403)
    return refused(
      `it gives nobody without credentials ${repository}:${tag} (status ${status}), and masters have none`,
    );
  if (status === 404) return refused(`it has no ${repository}:${tag}`);
  if (status >= 300 && status < 400)
    return refused(`it answers with a redirection (status ${status}), which is not followed`);
  if (status === 429 || status >= 500)
    return new OrcError('Unavailable', `it answers with the status ${status}`);
  return refused(`it answers with the status ${status}, must be 200`);
}

export class Registries {
  readonly #listed: ReadonlyMap<string, ReadyRegistry>;
  readonly #onlyListed: boolean;
  readonly #refused: BlockList;

  constructor({ listed, onlyListed, clusterNetworks }: RegistriesOptions) {
    this.#listed = new Map(listed.map((each) => [each.config.host, each]));
    this.#onlyListed = onlyListed;
    this.#refused = refusedAddresses(clusterNetworks);
  }

  /**
   * The digest that an image's tag stands for now. Rejects with Unavailable when the registry fails, with another code
   * when it has no answer to this; the message says why.
   */
  async digest(image: ImageReference, signal: AbortSignal): Promise<string> {
    const way = this.#wayTo(image.host);
    try {
      return await this.#ask(image, way, signal);
    } finally {
      way.agent.destroy();
      way.tokenAgent.destroy();
    }
  }

  #wayTo(host: string): Way {
    const listed = this.#listed.get(host);
    if (listed === undefined && this.#onlyListed)
      throw refused("masters ask only registries that 'registries' in their configuration names");
    const { address = '', plainHttp = false } = listed?.config ?? {};
    const origin = new URL(
      `${plainHttp ? 'http' : 'https'}://${address === '' ? registryAddress(host) : address}/`,
    );
    const unlisted = listed === undefined ? this.#refused : undefined;
    checkHost(origin.hostname, unlisted);
    // One connection serves a question, and no other: what a stranger holds open ends with it.
    const options = {
      keepAlive: true,
      maxSockets: 1,
      ...(listed?.authority !== undefined && { ca: listed.authority }),
    };
    return {
      origin,
      agent: plainHttp ? new PlainAgent({ keepAlive: true, maxSockets: 1 }) : new SecureAgent(options),
      tokenAgent: new SecureAgent(options),
      refused: unlisted,
    };
  }

  async #ask(image: ImageReference, way: Way, signal: AbortSignal): Promise<string> {
    const { repository, tag } = image;
    const url = new URL(`/v2/${repository}/manifests/${tag}`, way.origin);
    let authorization: string | undefined;
    const ask = (method: HttpQuestion['method']): Promise<HttpAnswer> =>
      askHttp(url, {
        method,
        headers: { accept: manifestTypes, ...(authorization !== undefined && { authorization }) },
        agent: way.agent,
        lookup: lookupWithout(way.refused),
        mostBytes: apiLimits.images.manifestBytes,
        signal,
      });
    let answer = await ask('HEAD');
    if (answer.status === 401) {
      const token = await this.#token(answer, image, way, signal);
      if (token === undefined) throw problemOf(401, image);
      authorization = `Bearer ${token}`;
      answer = await ask('HEAD');
    }
    const told = answer.headers['docker-content-digest'];
    if (answer.status === 200 && typeof told === 'string' && isDigest(told)) return told;
    if (answer.status === 200 || answer.status === 405) answer = await ask('GET');
    if (answer.status !== 200) throw problemOf(answer.status, image);
    return digestOf(answer);
  }

  /** A token that anybody is given; undefined where the registry speaks of none. */
  async #token(
    { headers }: HttpAnswer,
    { repository }: ImageReference,
    { origin, agent, tokenAgent, refused: unlisted }: Way,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const challenge = bearerChallenge(headers['www-authenticate'] ?? '');
    const realm = challenge?.get('realm');
    if (challenge === undefined || realm === undefined) return undefined;
    const url = URL.canParse(realm) ? new URL(realm) : undefined;
    const isOwn = url?.origin === origin.origin;
    if (url === undefined || (url.protocol !== 'https:' && !isOwn) || url.username + url.password !== '')
      throw refused(`it sends for a token to ${JSON.stringify(realm)}, which must be an https URL`);
    // Whoever a registry of the configuration sends to is not itself in it.
    const elsewhere = isOwn ? unlisted : this.#refused;
    checkHost(url.hostname, elsewhere);
    const service = challenge.get('service');
    if (service !== undefined) url.searchParams.set('service', service);
    url.searchParams.set('scope', challenge.get('scope') ?? `repository:${repository}:pull`);
    const answer = await askHttp(url, {
      method: 'GET',
      headers: { accept: 'application/json' },
      agent: isOwn ? agent : tokenAgent,
      lookup: lookupWithout(elsewhere),
      mostBytes: apiLimits.images.tokenBytes,
      signal,
    });
    if (answer.status === 401 || answer.status === 403) return undefined;
    if (answer.status === 429 || answer.status >= 500)
      throw new OrcError('Unavailable', `${url.host} answers with the status ${answer.status} for a token`);
    if (answer.status !== 200)
      throw refused(`${url.host} answers with the status ${answer.status} for a token, must be 200`);
    return tokenIn(answer.body, url.host);
  }
}

/** The token in an answer that is good to be sent as a header. */
function tokenIn(body: Buffer, host: string): string {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw refused(`${host} answers with a token that is not JSON: ${messageOf(error)}`);
  }
  const token = isJsonObject(json) ? (json['token'] ?? json['access_token']) : undefined;
  if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
  throw refused(`${host} answers with no token`);
}

/** The digest of a manifest by its bytes, which what the registry says of it must not contradict. */
function digestOf({ headers, body }: HttpAnswer): string {
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  const told = headers['docker-content-digest'];
  if (typeof told === 'string' && isDigest(told) && told !== digest)
    throw refused(`it says that its answer has the digest ${told}, and it has ${digest}`);
  return digest;
}
