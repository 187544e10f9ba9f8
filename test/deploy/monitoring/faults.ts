/** A fault of a site as Prometheus sees it, in the notation of `promtool test rules`. */
export interface Fault {
  /** What is wrong, in words. */
  readonly fault: string;
  /** Values by series: every 15 s, or every minute of what takes hours. */
  readonly series: Readonly<Record<string, string>>;
  /** When the alarm is still silent, as it may pass, and when it fires. */
  readonly quiet: string;
  readonly fires: string;
  readonly takesHours?: true;
}

/** The name of a series of machine `a`, or another, of the job `dateline`. */
export const series = (name: string, labels = '', instance = 'a'): string =>
  `${name}{job="dateline",instance="${instance}"${labels === '' ? '' : `,${labels}`}}`;

const SECONDS = (le: string): string =>
  series('dateline_request_seconds_bucket', `route="article",le="${le}"`);
const VISIBLE = (le: string): string =>
  series('dateline_publish_seconds_bucket', `stage="visible",way="file",le="${le}"`);
const asked = (route: string, status: string): string =>
  series('dateline_requests_total', `route="${route}",status="${status}"`);
const WIRE = 'outlet="Wire",feed="https://wire.example/feed"';

/** For each alarm, by its name, what makes it fire. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  DatelineDown: {
    fault: 'nobody answers',
    series: { [series('up')]: '1 1 0x20' },
    quiet: '1m',
    fires: '3m',
  },
  DatelineNotReady: {
    fault: 'it never becomes ready',
    series: { [series('dateline_ready')]: '0x20' },
    quiet: '30s',
    fires: '2m',
  },
  DatelineRestarting: {
    fault: 'it starts every two minutes',
    series: { [series('process_start_time_seconds')]: '100x7 220x7 340x7 460x7 580x7' },
    quiet: '4m',
    fires: '9m',
  },
  DatelineWorkersDying: {
    fault: 'a worker dies every minute',
    series: { [series('dateline_web_worker_deaths_total')]: '0x9 1x3 2x3 3x3 4x3 5x3 6x3 7x40' },
    quiet: '3m',
    fires: '6m',
  },
  DatelineWorkersMissing: {
    fault: 'one of four cannot start',
    series: {
      [series('dateline_web_workers')]: '3x40',
      [series('dateline_web_workers_wanted')]: '4x40',
      [series('dateline_ready')]: '1x40',
    },
    quiet: '2m',
    fires: '5m',
  },
  DatelineConnectionsRefused: {
    fault: 'there is no room for readers',
    series: { [series('dateline_connections_refused_total')]: '0+5x60' },
    quiet: '3m',
    fires: '10m',
  },
  DatelineErrors: {
    fault: 'one reader in twenty gets an error',
    series: { [asked('article', '200')]: '0+190x80', [asked('article', '500')]: '0+10x80' },
    quiet: '2m',
    fires: '6m',
  },
  DatelineAnswersSlow: {
    fault: 'one page in fifty takes two seconds',
    series: {
      [SECONDS('0.5')]: '0+98x100',
      [SECONDS('1')]: '0+98x100',
      [SECONDS('2.5')]: '0+100x100',
      [SECONDS('+Inf')]: '0+100x100',
      [series('dateline_request_seconds_count', 'route="article"')]: '0+100x100',
    },
    quiet: '8m',
    fires: '12m',
  },
  DatelineReadersLeave: {
    fault: 'one reader in ten leaves before the answer',
    series: { [asked('article', '200')]: '0+90x100', [asked('article', '499')]: '0+10x100' },
    quiet: '8m',
    fires: '12m',
  },
  DatelineSearchRefused: {
    fault: 'a program searches',
    series: { [asked('search', '200')]: '0+10x100', [asked('search', '429')]: '0+30x100' },
    quiet: '8m',
    fires: '12m',
  },
  DatelineCacheCold: {
    fault: 'a robot reads the whole archive',
    series: {
      [series('dateline_page_cache_total', 'lane="fast",result="hit"')]: '0+100x120',
      [series('dateline_page_cache_total', 'lane="application",result="miss"')]: '0+400x120',
    },
    quiet: '12m',
    fires: '28m',
  },
  DatelinePicturesWaiting: {
    fault: 'more pictures are asked for than can be made',
    series: { [series('dateline_pictures_waiting', 'process="web-1"')]: '150x80' },
    quiet: '4m',
    fires: '16m',
  },
  DatelineIngestDown: {
    fault: 'the ingest is stopped',
    series: { [series('dateline_ingest_up')]: '1 1 0x20' },
    quiet: '1m',
    fires: '3m',
  },
  DatelinePublishSlow: {
    fault: 'each file takes more than a second',
    series: {
      [VISIBLE('1')]: '0x100',
      [VISIBLE('1.5')]: '0x100',
      [VISIBLE('2.5')]: '0+1x100',
      [VISIBLE('+Inf')]: '0+1x100',
      [series('dateline_publish_seconds_count', 'stage="visible",way="file"')]: '0+1x100',
    },
    quiet: '3m',
    fires: '20m',
  },
  DatelineBranchBehind: {
    fault: 'a push does not come through',
    series: { [series('dateline_content_lag_seconds')]: '0+15x40' },
    quiet: '2m',
    fires: '8m',
  },
  DatelineRemoteSilent: {
    fault: 'the git host is down',
    series: { [series('dateline_content_remote_answered_seconds')]: '0+15x100' },
    quiet: '12m',
    fires: '17m',
  },
  DatelineCommitsDiffer: {
    fault: 'one of two machines stays behind',
    series: {
      [series('dateline_content_commit_info', 'commit="1"')]: '1x60',
      [series('dateline_content_commit_info', 'commit="2"', 'b')]: '1x60',
    },
    quiet: '3m',
    fires: '8m',
  },
  DatelineFilesRefused: {
    fault: 'a file is broken by a save',
    series: {
      [series('dateline_files_refused', 'shown="earlier"')]: '4x100 5x200',
      [series('dateline_files_refused', 'shown="none"')]: '2x300',
    },
    quiet: '130m',
    fires: '170m',
    takesHours: true,
  },
  DatelinePurgesWaiting: {
    fault: 'the cache refuses purges',
    series: { [series('dateline_purges_waiting', 'cache="varnish"')]: '0 12x40' },
    quiet: '2m',
    fires: '6m',
  },
  DatelineMessagesWaiting: {
    fault: 'the webhook refuses',
    series: { [series('dateline_messages_waiting', 'channel="webhook"')]: '0 2x200' },
    quiet: '20m',
    fires: '40m',
  },
  DatelineMessagesGivenUp: {
    fault: 'a message was never taken',
    series: { [series('dateline_messages_given_up_total')]: '0x20 1x20' },
    quiet: '4m',
    fires: '7m',
  },
  DatelineTwoTellers: {
    fault: 'two machines have TELL=yes',
    series: { [series('dateline_teller')]: '1x60', [series('dateline_teller', '', 'b')]: '1x60' },
    quiet: '3m',
    fires: '8m',
  },
  DatelineNoTeller: {
    fault: 'the machine that told is gone, and the others have TELL=no',
    series: { [series('dateline_teller')]: '0x120', [series('dateline_teller', '', 'b')]: '0x120' },
    quiet: '10m',
    fires: '20m',
  },
  DatelinePeersUntold: {
    fault: 'another machine takes no push',
    series: { [series('dateline_peers_told_total', 'outcome="failed"')]: '0+1x200' },
    quiet: '10m',
    fires: '25m',
  },
  DatelineFeedFailing: {
    fault: 'a feed fails for days',
    series: {
      [series('dateline_feed_state', `${WIRE},state="resting"`)]: '1x400',
      [series('dateline_feed_state', `${WIRE},state="ok"`)]: '0x400',
    },
    quiet: '40m',
    fires: '80m',
  },
  DatelineSharedViewsAway: {
    fault: 'the store is down',
    series: { [series('dateline_shared_views_connected')]: '0x120' },
    quiet: '10m',
    fires: '20m',
  },
  DatelineDiskFull: {
    fault: 'the disk fills up',
    series: {
      [series('dateline_disk_free_bytes', 'folder="data"')]: '400000000x60',
      [series('dateline_disk_size_bytes', 'folder="data"')]: '2000000000x60',
    },
    quiet: '3m',
    fires: '8m',
  },
  DatelineDiskFilling: {
    fault: 'a twentieth is left',
    series: {
      [series('dateline_disk_free_bytes', 'folder="content"')]: '5000000000x120',
      [series('dateline_disk_size_bytes', 'folder="content"')]: '100000000000x120',
    },
    quiet: '10m',
    fires: '20m',
  },
  DatelineBackupOld: {
    fault: 'the timer no longer runs',
    series: { [series('dateline_last_backup_timestamp_seconds')]: '3600x2400' },
    quiet: '36h30m',
    fires: '39h',
    takesHours: true,
  },
  DatelineDescriptorsLow: {
    fault: 'a worker does not give descriptors back',
    series: {
      [series('dateline_process_open_fds', 'process="web-2"')]: '950x60',
      [series('dateline_process_max_fds', 'process="web-2"')]: '1000x60',
    },
    quiet: '3m',
    fires: '8m',
  },
  DatelineMemoryGrowing: {
    fault: 'the memory of a worker doubles in a day',
    series: {
      [series('dateline_process_resident_bytes', 'process="web-1"')]: '300000000x1440 620000000x500',
      [series('process_start_time_seconds')]: '0x2000',
    },
    quiet: '25h30m',
    fires: '27h',
    takesHours: true,
  },
  DatelineEventLoopLate: {
    fault: 'the machine has too few cores',
    series: {
      [series('dateline_process_event_loop_lag_seconds', 'process="web-1",quantile="0.99"')]: '0.8x80',
    },
    quiet: '5m',
    fires: '15m',
  },
};

/** A site that is well: no alarm fires, whenever one looks. Values each minute. */
export const WELL: Readonly<Record<string, string>> = {
  [series('up')]: '1x3000',
  [series('dateline_ready')]: '1x3000',
  [series('process_start_time_seconds')]: '0x3000',
  [series('dateline_web_worker_deaths_total')]: '2x3000',
  [series('dateline_web_workers')]: '4x3000',
  [series('dateline_web_workers_wanted')]: '4x3000',
  [series('dateline_connections_refused_total')]: '7x3000',
  [asked('article', '200')]: '0+600x3000',
  [asked('article', '304')]: '0+100x3000',
  [asked('article', '499')]: '0+1x3000',
  [asked('article', '500')]: '0x1000 1x2000',
  [asked('none', '404')]: '0+200x3000',
  [asked('search', '200')]: '0+20x3000',
  // One reader in twenty searches too often, or meets a moment of haste.
  [asked('search', '429')]: '0+1x3000',
  [asked('search', '503')]: '0+1x3000',
  [SECONDS('0.005')]: '0+690x3000',
  [SECONDS('0.1')]: '0+699x3000',
  [SECONDS('0.5')]: '0+700x3000',
  [SECONDS('+Inf')]: '0+700x3000',
  [series('dateline_request_seconds_count', 'route="article"')]: '0+700x3000',
  [series('dateline_page_cache_total', 'lane="fast",result="hit"')]: '0+2000x3000',
  [series('dateline_page_cache_total', 'lane="application",result="miss"')]: '0+300x3000',
  [series('dateline_pictures_waiting', 'process="web-1"')]: '0 30 40 5 0x3000',
  [series('dateline_ingest_up')]: '1x3000',
  [VISIBLE('0.1')]: '0+9x3000',
  [VISIBLE('1')]: '0+10x3000',
  [VISIBLE('+Inf')]: '0+10x3000',
  [series('dateline_publish_seconds_count', 'stage="visible",way="file"')]: '0+10x3000',
  [series('dateline_content_lag_seconds')]: '0x3000',
  [series('dateline_content_remote_answered_seconds')]: '30x3000',
  [series('dateline_content_commit_info', 'commit="1"')]: '1x3000',
  [series('dateline_content_commit_info', 'commit="1"', 'b')]: '1x3000',
  // An old archive has files that are refused for good; one is broken and mended within the hour.
  [series('dateline_files_refused', 'shown="none"')]: '40x600 41x20 40x3000',
  [series('dateline_purges_waiting', 'cache="varnish"')]: '0 3 0x3000',
  [series('dateline_messages_waiting', 'channel="webhook"')]: '0 1 1 0x3000',
  [series('dateline_messages_given_up_total')]: '3x3000',
  [series('dateline_teller')]: '1x3000',
  [series('dateline_teller', '', 'b')]: '0x3000',
  [series('dateline_peers_told_total', 'outcome="failed"')]: '1x3000',
  [series('dateline_feed_state', `${WIRE},state="ok"`)]: '1x3000',
  [series('dateline_feed_state', `${WIRE},state="resting"`)]: '0x3000',
  [series('dateline_shared_views_connected')]: '1x3000',
  [series('dateline_disk_free_bytes', 'folder="data"')]: '20000000000x3000',
  [series('dateline_disk_size_bytes', 'folder="data"')]: '100000000000x3000',
  // A backup each day.
  [series('dateline_last_backup_timestamp_seconds')]: '0x1439 86400x1561',
  [series('process_open_fds')]: '300x3000',
  [series('process_max_fds')]: '16384x3000',
  [series('process_resident_memory_bytes')]: '400000000x3000',
  [series('nodejs_eventloop_lag_p99_seconds')]: '0.02x3000',
  [series('dateline_process_open_fds', 'process="web-1"')]: '3000x3000',
  [series('dateline_process_max_fds', 'process="web-1"')]: '16384x3000',
  [series('dateline_process_resident_bytes', 'process="web-1"')]: '200000000+10000x3000',
  [series('dateline_process_event_loop_lag_seconds', 'process="web-1",quantile="0.99"')]: '0.03x3000',
  [series('dateline_process_event_loop_lag_seconds', 'process="web-1",quantile="1"')]: '0.9x3000',
};
