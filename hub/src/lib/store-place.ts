/** How a PostgreSQL database is reached. */
export type DatabaseAddress = {
  /** `postgres://[user[:password]@]host[:port]/name`, or `postgres:///name?host=/folder/of/the/socket&user=…`. */
  url: string;
  /** File whose first line is the password. */
  passwordFile?: string | undefined;
  /** PEM file of the authority that signed the server's certificate; none: those that Node knows. */
  ca?: string | undefined;
};

/** Where a hub keeps what it knows: files in the folder, rows in `hub.sqlite` there or in a PostgreSQL database. */
export type StorePlace = { dataDir: string; database?: DatabaseAddress | undefined };
