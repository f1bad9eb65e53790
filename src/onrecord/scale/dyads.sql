-- Who did what to whom, month after month: one row for each pair of actors, type of event and status.
-- A month is that of the event where its date is known, else that of the report. An event with several actors or
-- recipients counts for each pair. `reports` counts texts, `stories` counts near-duplicates as one.
WITH pairs AS (
    SELECT
        CASE WHEN events.date RLIKE '^[0-9]{4}-[0-9]{2}' THEN substr(events.date, 1, 7) ELSE events.month END AS month,
        actors.code AS actor,
        recipients.code AS recipient,
        events.type,
        events.status,
        events.report,
        events.id,
        coalesce(families.family, events.report) AS story
    FROM events
    LEFT JOIN families ON families.report = events.report
    LATERAL VIEW explode(events.actor) AS actors
    LATERAL VIEW explode(events.recipient) AS recipients
)

SELECT
    month,
    actor,
    recipient,
    type,
    status,
    count(DISTINCT report, id) AS events,
    count(DISTINCT report) AS reports,
    count(DISTINCT story) AS stories
FROM pairs
WHERE actor IS NOT NULL AND recipient IS NOT NULL AND actor <> recipient AND month IS NOT NULL
GROUP BY month, actor, recipient, type, status
ORDER BY month, actor, recipient, type, status
