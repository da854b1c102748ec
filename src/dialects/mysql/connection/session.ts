/**
 * What every session of ours sets, whatever the server's defaults: nothing is coerced, truncated or shifted in silence.
 * Statements that only one of the servers knows are tried one by one and may fail.
 */
export const sessionStatements: readonly string[] = [
  "SET NAMES 'utf8mb4'",
  `SET SESSION sql_mode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION'`,
  "SET SESSION time_zone = '+00:00'",
  'SET SESSION net_read_timeout = 1800',
  'SET SESSION net_write_timeout = 1800',
  // Who holds a table for so long is not waited for: by default it would be a day or a year.
  'SET SESSION lock_wait_timeout = 60',
  'SET SESSION innodb_lock_wait_timeout = 60',
  // The session that holds a lock may have nothing to do for hours. For a server it ends with its connection all the same.
  'SET SESSION wait_timeout = 86400',
  // A longer text would be cut, with no more than a warning.
  'SET SESSION group_concat_max_len = 1073741824',
  // Where the server cuts a value all the same, it says so in a warning, which others must not hide.
  'SET SESSION max_error_count = 65535',
  // Bytes of a text by which rows are sorted: the longest key there can be has 3072.
  'SET SESSION max_sort_length = 4096',
  'SET SESSION sql_select_limit = DEFAULT',
  'SET SESSION autocommit = 1',
];

/** What only one of the servers knows: time limits of a statement have two names. */
export const optionalStatements: readonly string[] = [
  // Without it, a column of time stamps that takes no NULL gets a default that nobody asked for.
  'SET SESSION explicit_defaults_for_timestamp = 1',
  // Counters of tables are cached for a day otherwise.
  'SET SESSION information_schema_stats_expiry = 0',
  'SET SESSION max_statement_time = 0',
  'SET SESSION max_execution_time = 0',
];
