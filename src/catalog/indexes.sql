-- Made after a first build, which is faster than keeping them up to date during it.

-- Lists show newest first and never drafts; embargo and expiry are compared with the clock at each query.
CREATE INDEX article_newest ON article (published_ms DESC, id DESC) WHERE is_draft = 0;
CREATE INDEX article_section ON article (section, published_ms DESC, id DESC) WHERE is_draft = 0;
CREATE INDEX article_day ON article (published_day DESC, published_ms DESC, id DESC, expires_ms) WHERE is_draft = 0;
CREATE INDEX article_digest ON article (digest);
CREATE INDEX article_alias_article ON article_alias (article_key);
CREATE INDEX article_event_article ON article_event (article_key);
CREATE INDEX source_problems ON source (digest) WHERE problems IS NOT NULL;
CREATE INDEX source_wanted_path ON source (wanted_path) WHERE wanted_path IS NOT NULL;
CREATE INDEX source_wanted_id ON source (wanted_id) WHERE wanted_id IS NOT NULL;
