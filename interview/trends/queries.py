"""The SQL behind the trends, for DuckDB: a copy of the trend facts, what was chosen of it, and the questions put to it.

Scores of different measures never meet in one mean: every mean is taken per measure. What a score differs from the
earlier ones is counted from whole numbers, which are what is shown of them.
"""

from __future__ import annotations

SCHEMA = """
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET enable_external_access = false;
SET threads = 2;
SET memory_limit = '256MB';
SET preserve_insertion_order = false;
SET lock_configuration = true;
CREATE TABLE session (
    owner VARCHAR, id VARCHAR, began TIMESTAMP, resume VARCHAR, role VARCHAR, answered INTEGER,
    predicted INTEGER, measure VARCHAR, has_own_word BOOLEAN, by_interviewer DOUBLE,
    lacks_score BOOLEAN
);
CREATE TABLE score (
    owner VARCHAR, id VARCHAR, part VARCHAR, overall DOUBLE, accuracy DOUBLE, completeness DOUBLE, clarity DOUBLE,
    weight DOUBLE, scored INTEGER, total INTEGER, graded INTEGER, seconds DOUBLE
);
"""
TABLES = ("session", "score")
READ = "CREATE OR REPLACE TEMP TABLE fact AS SELECT unnest($ids) AS id, from_json(unnest($texts), '{shape}') AS f"
INSERT_SESSIONS = """
INSERT INTO session SELECT ?, id, f.began, f.resume, f.role, f.answered, f.predicted, f.measure,
    coalesce(f.has_own_word, false), f.by_interviewer, f.lacks_score FROM fact
"""
INSERT_SCORES = """
INSERT INTO score SELECT ?, id, unnest(f.part), unnest(f.overall), unnest(f.accuracy), unnest(f.completeness),
    unnest(f.clarity), unnest(f.weight), unnest(f.scored), unnest(f.total), unnest(f.graded), unnest(f.seconds)
FROM fact
"""
FORGET = "DELETE FROM {table} WHERE owner = ? AND id IN (SELECT unnest(?::VARCHAR[]))"
FORGET_OWNER = "DELETE FROM {table} WHERE owner = ?"
CHOICES = """
SELECT 'resumes', resume, max(began) FROM session WHERE owner = $owner GROUP BY ALL
UNION ALL SELECT 'roles', role, max(began) FROM session WHERE owner = $owner AND role <> '' GROUP BY ALL
UNION ALL SELECT 'measures', measure, max(began) FROM session JOIN score USING (owner, id)
    WHERE owner = $owner AND part = '' GROUP BY ALL
UNION ALL SELECT 'interviews', count(*)::VARCHAR, NULL FROM score WHERE owner = $owner AND part = ''
UNION ALL SELECT 'categories', part, NULL FROM score WHERE owner = $owner AND part <> '' GROUP BY ALL
ORDER BY 3 DESC, 2
"""
CHOOSE = """
CREATE OR REPLACE TEMP TABLE chosen AS SELECT * EXCLUDE (owner) FROM session
WHERE owner = $owner AND ($resume = '' OR resume = $resume) AND ($role = '' OR role = $role)
    AND ($since IS NULL OR began >= $since) AND ($until IS NULL OR began < $until)
"""
SCORES = """
CREATE OR REPLACE TEMP TABLE scores AS
SELECT chosen.id, began, resume, role, predicted, measure, has_own_word, by_interviewer, score.* EXCLUDE (owner, id)
FROM chosen JOIN score ON score.id = chosen.id AND score.owner = $owner
WHERE $measure = '' OR measure = $measure
"""
POINTS = """
SELECT id, began, resume, role, overall, accuracy, completeness, clarity, measure, scored, total,
    round_even(overall, 0) - avg(round_even(overall, 0)) OVER (
        PARTITION BY measure ORDER BY began, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
    CASE WHEN part = '' THEN predicted END,
    CASE WHEN part = '' THEN by_interviewer END, part = '' AND has_own_word, count(*) OVER ()
FROM scores WHERE part = $category ORDER BY began DESC, id DESC LIMIT $most
"""
VARIATION = """
SELECT count(*), avg(overall), avg(abs(overall - before)) FROM (
    SELECT overall, lag(overall) OVER (ORDER BY began, id) AS before FROM scores
    WHERE part = $category AND measure = $measure)
"""
STRENGTHS = """
SELECT part, sum(overall * weight) / sum(weight), sum(graded)::BIGINT, sum(total)::BIGINT, count(*),
    arg_max(overall, (began, id)),
    (sum(overall * weight) - arg_max(overall * weight, (began, id)))
        / nullif(sum(weight) - arg_max(weight, (began, id)), 0)
FROM scores WHERE part <> '' AND measure = $measure AND ($category = '' OR part = $category)
GROUP BY part ORDER BY 2 DESC, part
"""
WITHOUT_SCORE = """
SELECT id, began, count(*) OVER () FROM chosen WHERE lacks_score AND ($measure = '' OR measure = $measure)
ORDER BY began DESC, id DESC LIMIT 1
"""
LINES = """
SELECT part, began, overall FROM scores
WHERE part <> '' AND measure = $measure AND ($category = '' OR part = $category)
QUALIFY $most IS NULL OR row_number() OVER (PARTITION BY part ORDER BY began DESC, id DESC) <= $most
ORDER BY part, began, id
"""
TIMES = """
SELECT began, seconds FROM scores WHERE part = $category AND seconds IS NOT NULL
ORDER BY began DESC, id DESC LIMIT $most
"""
ACTIVITY = "SELECT began, answered FROM chosen"
LATEST = """
SELECT id FROM chosen WHERE answered > 0 AND measure <> '' AND ($measure = '' OR measure = $measure)
QUALIFY sum(answered) OVER (ORDER BY began DESC, id DESC) - answered < $most
ORDER BY began DESC, id DESC
"""
BEST = """
SELECT arg_max(id, (overall, began)), arg_max(overall, (overall, began)), arg_max(began, (overall, began)), count(*)
FROM scores
WHERE part = '' AND measure = $measure AND id NOT IN (SELECT unnest($left_out::VARCHAR[]))
"""
