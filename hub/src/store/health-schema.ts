/** How a seat fared in a minute: its first word in it. Null: it did not say. */
type HealthMinuteTable = {
  seat_id: number;
  /** Minutes since 1970 on the hub's clock. */
  minute: number;
  captured: number;
  faces: number;
  objects: number;
  frame_ms: number | null;
  memory_mb: number;
  temperature_c: number | null;
  cpu_share: number | null;
  outbox: number;
  outbox_oldest_ms: number;
  disk_used_mb: number | null;
  disk_free_mb: number | null;
  clock_offset_ms: number | null;
};

export type HealthSchema = { health_minute: HealthMinuteTable };
