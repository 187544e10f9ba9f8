# Varnish 7 with varnish-modules (xkey, var) in front of one Dateline. Start it with the parameters of
# varnish.service.d/dateline.conf; README.md says what is where.
#
# One Varnish belongs to one machine, which purges it. Do not name a second machine as a fallback here: what came from
# there would be purged by nobody while this one is away. HAProxy in front of all machines is what goes round one.
vcl 4.1;

import std;
import var;
import xkey;

backend default {
    .host = "127.0.0.1";
    .port = "3000";
    .connect_timeout = 2s;
    .first_byte_timeout = 60s;
    .between_bytes_timeout = 60s;
    .probe = {
        .url = "/readyz";
        .interval = 500ms;
        .timeout = 2s;
        .window = 4;
        .threshold = 3;
        .initial = 3;
    }
}

# Who may purge: the machine in front of which this stands.
acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_init {
    var.global_set("purge", "none");
}

sub vcl_recv {
    if (req.method == "PURGE") {
        call take_purge;
    }
    # While the machine is well, a page past its time is shown for 30 s at most, as its stale-while-revalidate
    # says; else for as long as its stale-if-error allows.
    set req.grace = 1d;
    if (std.healthy(req.backend_hint) && req.restarts == 0) {
        set req.grace = 30s;
    }

    # No address of the site reads these, so that no answer depends on them.
    unset req.http.Cookie;
    unset req.http.Authorization;

    if (req.method != "GET" && req.method != "HEAD") {
        # Among them the git host's POST /-/git.
        return (pass);
    }
    if (req.url ~ "^/-/" || req.url ~ "^/(healthz|readyz)(\?|$)") {
        return (pass);
    }
    # A search is one reader's, and its words are in the query.
    if (req.url ~ "^(/[a-z-]+)?/(search|oembed)(\?|$)") {
        return (pass);
    }
    # A reader of Markdown or JSON gets another answer at the same address, which is not kept.
    if (req.http.Accept ~ "(?i)text/markdown|application/json") {
        return (pass);
    }
    # Films and recordings are read in parts, straight from the machine: one fills the memory of this cache.
    if (req.url ~ "(?i)^[^?]*\.(mp4|m4v|mov|webm|ogv|mp3|m4a|aac|oga|ogg|opus|wav|flac)(\?|$)") {
        return (pass);
    }

    # One copy for each encoding that the site packs, whatever else a browser takes.
    unset req.http.Accept;
    if (req.http.Accept-Encoding ~ "(?i)(^|[ ,])br *(,|$|; *q=(1|0?\.[0-9]*[1-9]))") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "(?i)(^|[ ,])(x-)?gzip *(,|$|; *q=(1|0?\.[0-9]*[1-9]))") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }

    # Of a query these count; a newsletter's tracking leads to the same page.
    if (req.url ~ "\?") {
        set req.url = regsuball(req.url, "(?i)(?<=[?&])(?!(?:page|p|page_id|attachment_id)=)[^&]+&?", "");
        set req.url = regsuball(req.url, "&{2,}", "&");
        set req.url = regsub(req.url, "\?&", "?");
        set req.url = regsub(req.url, "[?&]+$", "");
    }
    return (hash);
}

# `PURGE /` with the surrogate keys in `xkey-purge`, blanks between; `*` is everything.
sub take_purge {
    # More than one address means that it came by way of a proxy on this machine, and so from anybody.
    if (client.ip !~ purgers || req.http.X-Forwarded-For ~ ",") {
        return (synth(403, "This address may not purge"));
    }
    # With PURGE_TOKEN set, take the comment signs away and put the token in:
    # if (req.http.Authorization != "Bearer TOKEN") {
    #     return (synth(401, "The token is another one"));
    # }
    if (!req.http.xkey-purge) {
        return (synth(400, "Name the keys in xkey-purge"));
    }
    # Told first: what is being fetched now may be from before, and is not kept.
    var.global_set("purge", req.xid);
    if (req.http.xkey-purge == "*") {
        if (!std.ban("obj.status != 0")) {
            return (synth(500, std.ban_error()));
        }
        return (synth(200, "Purged everything"));
    }
    return (synth(200, "Purged " + xkey.purge(req.http.xkey-purge)));
}

# The site's addresses come from SITE_URL, never from Host: one copy for all its names.
sub vcl_hash {
    hash_data(req.url);
    return (lookup);
}

sub vcl_pass {
    var.set_string("way", "pass");
}

sub vcl_backend_fetch {
    var.set_string("purge", var.global_get("purge"));
}

sub vcl_backend_response {
    if (beresp.http.Surrogate-Key) {
        set beresp.http.xkey = beresp.http.Surrogate-Key;
        unset beresp.http.Surrogate-Key;
    }
    if (beresp.status >= 500) {
        # The stale page stays; without one this is told, and not remembered.
        if (bereq.is_bgfetch) {
            return (abandon);
        }
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        return (deliver);
    }
    # A purge came while this was fetched: it may be from before.
    if (!bereq.uncacheable && var.get_string("purge") != var.global_get("purge")) {
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        set beresp.grace = 0s;
        return (deliver);
    }
    # From here on such a file goes past the cache, and is read in parts from the machine.
    if (std.integer(beresp.http.Content-Length, 0) > 20000000) {
        return (pass(10m));
    }
    set beresp.grace = 0s;
    if (beresp.http.Cache-Control ~ "stale-if-error=[0-9]+") {
        set beresp.grace = std.duration(regsub(beresp.http.Cache-Control, "^.*stale-if-error=([0-9]+).*$", "\1") + "s", 0s);
    }
}

sub vcl_backend_error {
    if (bereq.is_bgfetch) {
        return (abandon);
    }
    set beresp.http.Content-Type = "text/plain; charset=utf-8";
    set beresp.http.Cache-Control = "no-store";
    set beresp.http.Retry-After = "2";
    set beresp.body = "The site cannot be reached just now. Try again in a moment." + {"
"};
    return (deliver);
}

sub vcl_deliver {
    # The machine fell away between two probes: look once more, for a copy of any age that may still be shown.
    if (resp.status >= 500 && req.restarts == 0 && var.get_string("way") != "pass") {
        return (restart);
    }
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Cache-Tag;
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    # Caches beyond this one are purged by nobody, and so have to ask each time. Take this away where a CDN that the
    # machine purges too stands in front.
    if (resp.http.Cache-Control ~ "s-maxage=") {
        set resp.http.Cache-Control = "public, max-age=0, must-revalidate";
    }
}

sub vcl_synth {
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    set resp.http.Cache-Control = "no-store";
    unset resp.http.X-Varnish;
    set resp.body = resp.reason + {"
"};
    return (deliver);
}
