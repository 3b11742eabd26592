import { LayoutPreview, type LayoutRequest, RoomView } from '@invigil/contract';
import type { Hub } from './hub.js';
import { urls } from './urls.js';

type Asks = Pick<Hub, 'get'>;

/** Keeps how a room stands; gives the room as it is then. */
export function saveLayout(hub: Asks, room: string, request: LayoutRequest): Promise<RoomView> {
  return hub.get(urls.layout(room), RoomView, { method: 'PUT', body: JSON.stringify(request) });
}

/** What a CSV file would make of a room. It changes nothing. */
export function previewLayout(hub: Asks, room: string, csv: string): Promise<LayoutPreview> {
  return hub.get(urls.layoutCsv(room), LayoutPreview, { method: 'POST', body: JSON.stringify({ csv }) });
}
