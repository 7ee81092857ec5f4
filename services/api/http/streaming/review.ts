// Connections to pods, Services and nodes, as users' policies and webhooks see them.
import type { JsonObject } from '#kernel/model/json.ts';
import type { Committer } from '#api/commit.ts';
import type { ObjectCall } from '#api/http/call.ts';

/** Holds a connection that a call asks for to policies and webhooks. `kind` is Kubernetes' of what is asked for. */
export async function review(
  { request, resource, exchange, caller, signal }: ObjectCall,
  committer: Committer,
  kind: string,
  options: JsonObject,
  name = request.name ?? '',
): Promise<void> {
  const { storedKind } = resource;
  if (storedKind !== 'Pod' && storedKind !== 'Service' && storedKind !== 'Node') return;
  const { namespace = '', subresource = '' } = request;
  const connection = { namespace, name, kind, options };
  const warnings = await committer.connect(storedKind, subresource, connection, caller, signal);
  for (const text of warnings) exchange.warn(text);
}
