-- Made after a first build, which is faster than keeping them up to date during it.

-- Lists show newest first and never drafts; embargo and expiry are compared with the clock at each query. What
-- an old page of a list skips is judged by the index alone.
CREATE INDEX article_newest ON article (edition, published_ms DESC, id DESC, expires_ms) WHERE is_draft = 0;
CREATE INDEX article_section ON article (edition, section, published_ms DESC, id DESC, expires_ms) WHERE is_draft = 0;
CREATE INDEX article_type ON article (edition, type, published_ms DESC, id DESC, expires_ms) WHERE is_draft = 0;
CREATE INDEX article_day ON article (edition, published_day DESC, published_ms DESC, id DESC, expires_ms) WHERE is_draft = 0;
-- Sitemaps ask for the newest change of a month, the corrections' feed for the newest correction.
CREATE INDEX article_modified ON article (edition, substr(published_day, 1, 7) DESC, modified_ms DESC) WHERE is_draft = 0;
CREATE INDEX article_draft ON article (modified_ms DESC, id) WHERE is_draft = 1;
CREATE INDEX article_corrected ON article (corrected_ms DESC, id DESC, edition) WHERE is_draft = 0 AND corrected_ms IS NOT NULL;
CREATE INDEX article_focus ON article (focus_src) WHERE focus_src IS NOT NULL;
CREATE INDEX article_lead ON article (lead_src, edition, substr(published_day, 1, 7)) WHERE lead_src IS NOT NULL AND is_draft = 0;
CREATE INDEX article_ai ON article (published_ms DESC, id DESC) WHERE is_draft = 0 AND ai IS NOT NULL;
CREATE INDEX article_translation ON article (translation) WHERE translation IS NOT NULL;
CREATE INDEX article_digest ON article (digest, file);
-- Links to articles by name; those to addresses that are not there are told what is near.
CREATE INDEX article_slug ON article (slug);
CREATE INDEX article_title ON article (title COLLATE NOCASE, published_ms, file);
CREATE INDEX link_awaited_file ON link_awaited (file);
CREATE INDEX author_profile_file ON author_profile (file);
CREATE INDEX article_alias_article ON article_alias (article_key);
CREATE INDEX article_alias_near ON article_alias (near) WHERE near IS NOT NULL;
CREATE INDEX article_event_article ON article_event (article_key);
CREATE INDEX article_related_listed ON article_related (related_key);
-- The desk lists files with errors, and those with problems of any kind, by name.
CREATE INDEX source_refused ON source (folder, name) WHERE instr(problems, '"severity":"error"') > 0;
CREATE INDEX source_troubled ON source (folder, name) WHERE problems IS NOT NULL;
CREATE INDEX source_problems ON source (digest) WHERE problems IS NOT NULL;
CREATE INDEX source_wanted_path ON source (wanted_path) WHERE wanted_path IS NOT NULL;
CREATE INDEX source_wanted_id ON source (wanted_id) WHERE wanted_id IS NOT NULL;
CREATE INDEX picture_file ON picture (folder, name);
CREATE INDEX picture_hash ON picture (hash) WHERE hash IS NOT NULL;
CREATE INDEX picture_problem ON picture (src) WHERE problem IS NOT NULL;
CREATE INDEX picture_missing ON picture (plain_name) WHERE mtime_ms IS NULL;
CREATE INDEX picture_alternative ON picture (alternative) WHERE alternative IS NOT NULL;
