IF OBJECT_ID('core.contacts_versions') IS NULL CREATE TABLE core.contacts_versions (version_id BIGINT NOT NULL, source NVARCHAR(128) NOT NULL, source_id NVARCHAR(128) NOT NULL, sequence_at DATETIME2(6) NOT NULL, observed_at DATETIME2(6) NOT NULL, is_deleted BIT NOT NULL, row_hash NVARCHAR(32) NOT NULL, bronze_id BIGINT NOT NULL, sync_run_id NVARCHAR(36) NOT NULL, full_name NVARCHAR(512), email NVARCHAR(512), phone NVARCHAR(64), company_name NVARCHAR(512), position NVARCHAR(256), address NVARCHAR(1024), city NVARCHAR(255), postal_code NVARCHAR(32), state NVARCHAR(255), country_name NVARCHAR(128), location_id BIGINT, is_active BIT, created_at DATETIME2(6), last_updated DATETIME2(6), first_name NVARCHAR(256), last_name NVARCHAR(256))
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_core_contacts_versions_version_id') CREATE UNIQUE INDEX ix_core_contacts_versions_version_id ON core.contacts_versions (version_id)
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_core_contacts_versions_source_source_id') CREATE INDEX ix_core_contacts_versions_source_source_id ON core.contacts_versions (source, source_id)
;
IF OBJECT_ID('core.contacts_intervals') IS NULL CREATE TABLE core.contacts_intervals (primary_source NVARCHAR(128) NOT NULL, primary_source_id NVARCHAR(128) NOT NULL, valid_from DATETIME2(6) NOT NULL, valid_to DATETIME2(6), is_deleted BIT NOT NULL, recorded_at DATETIME2(6) NOT NULL, v_nexudus BIGINT, n_nexudus BIGINT, v_hubspot BIGINT, n_hubspot BIGINT)
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_core_contacts_intervals_primary_source_primary_source_id') CREATE INDEX ix_core_contacts_intervals_primary_source_primary_source_id ON core.contacts_intervals (primary_source, primary_source_id)
;
IF OBJECT_ID('core.contacts_members') IS NULL CREATE TABLE core.contacts_members (source NVARCHAR(128) NOT NULL, source_id NVARCHAR(128) NOT NULL, match_key NVARCHAR(512), primary_source NVARCHAR(128) NOT NULL, primary_source_id NVARCHAR(128) NOT NULL)
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_core_contacts_members_source_source_id') CREATE UNIQUE INDEX ix_core_contacts_members_source_source_id ON core.contacts_members (source, source_id)
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_core_contacts_members_match_key') CREATE INDEX ix_core_contacts_members_match_key ON core.contacts_members (match_key)
;
CREATE OR ALTER VIEW core.contacts_history AS SELECT 'acme' AS tenant_id, concat(i.primary_source, ':', i.primary_source_id) AS id, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.full_name, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.full_name END, NULL) END AS full_name, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.email, v_hubspot.email, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.email END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.email END, NULL) END AS email, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_hubspot.phone, v_nexudus.phone, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.phone END, CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.phone END, NULL) END AS phone, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.company_name, v_hubspot.company_name, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.company_name END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.company_name END, NULL) END AS company_name, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_hubspot.position, v_nexudus.position, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.position END, CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.position END, NULL) END AS position, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.address, v_hubspot.address, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.address END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.address END, NULL) END AS address, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.city, v_hubspot.city, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.city END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.city END, NULL) END AS city, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.postal_code, v_hubspot.postal_code, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.postal_code END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.postal_code END, NULL) END AS postal_code, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.state, v_hubspot.state, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.state END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.state END, NULL) END AS state, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.country_name, v_hubspot.country_name, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.country_name END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.country_name END, NULL) END AS country_name, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.location_id, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.location_id END, NULL) END AS location_id, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.is_active, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.is_active END, NULL) END AS is_active, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_nexudus.created_at, v_hubspot.created_at, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.created_at END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.created_at END, NULL) END AS created_at, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(n_nexudus.last_updated, n_hubspot.last_updated, NULL) ELSE coalesce(CASE WHEN n_nexudus.is_deleted = CAST(0 AS BIT) THEN n_nexudus.last_updated END, CASE WHEN n_hubspot.is_deleted = CAST(0 AS BIT) THEN n_hubspot.last_updated END, NULL) END AS last_updated, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_hubspot.first_name, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.first_name END, NULL) END AS first_name, CASE WHEN i.is_deleted = CAST(1 AS BIT) THEN coalesce(v_hubspot.last_name, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.last_name END, NULL) END AS last_name, i.primary_source, i.primary_source_id, i.valid_from, i.valid_to, CASE WHEN i.valid_to IS NULL THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END AS is_current, i.is_deleted, i.recorded_at, v_nexudus.bronze_id AS nexudus_bronze_id, v_nexudus.sync_run_id AS nexudus_run_id, v_hubspot.bronze_id AS hubspot_bronze_id, v_hubspot.sync_run_id AS hubspot_run_id, (SELECT p.definition_hash
  FROM meta.positions p
  WHERE p.source_name = 'core' AND p.entity = 'contacts') AS mapping_hash
  FROM core.contacts_intervals i
  LEFT
  JOIN core.contacts_versions v_nexudus ON v_nexudus.version_id = i.v_nexudus
  LEFT
  JOIN core.contacts_versions n_nexudus ON n_nexudus.version_id = i.n_nexudus
  LEFT
  JOIN core.contacts_versions v_hubspot ON v_hubspot.version_id = i.v_hubspot
  LEFT
  JOIN core.contacts_versions n_hubspot ON n_hubspot.version_id = i.n_hubspot
;
CREATE OR ALTER VIEW core.contacts AS SELECT *
  FROM core.contacts_history
  WHERE is_current = CAST(1 AS BIT) AND is_deleted = CAST(0 AS BIT)
;
DROP TABLE IF EXISTS #taken
;
SELECT * INTO #taken
  FROM (SELECT bronze_id, sequence_at, observed_at, sync_run_id, source_id, is_deleted, full_name, email, phone, company_name, position, address, city, postal_code, state, country_name, location_id, is_active, created_at, last_updated, CONVERT(CHAR(32), HASHBYTES('MD5', CAST(concat_ws('\x1F', '', CASE WHEN m.is_deleted = CAST(1 AS BIT) THEN 'gone' END, CASE WHEN m.full_name IS NOT NULL THEN concat('full_name=', m.full_name) END, CASE WHEN m.email IS NOT NULL THEN concat('email=', m.email) END, CASE WHEN m.phone IS NOT NULL THEN concat('phone=', m.phone) END, CASE WHEN m.company_name IS NOT NULL THEN concat('company_name=', m.company_name) END, CASE WHEN m.position IS NOT NULL THEN concat('position=', m.position) END, CASE WHEN m.address IS NOT NULL THEN concat('address=', m.address) END, CASE WHEN m.city IS NOT NULL THEN concat('city=', m.city) END, CASE WHEN m.postal_code IS NOT NULL THEN concat('postal_code=', m.postal_code) END, CASE WHEN m.state IS NOT NULL THEN concat('state=', m.state) END, CASE WHEN m.country_name IS NOT NULL THEN concat('country_name=', m.country_name) END, CASE WHEN m.location_id IS NOT NULL THEN concat('location_id=', CAST(m.location_id AS NVARCHAR(60))) END, CASE WHEN m.is_active IS NOT NULL THEN concat('is_active=', CAST(m.is_active AS NVARCHAR(60))) END, CASE WHEN m.created_at IS NOT NULL THEN concat('created_at=', CONVERT(NVARCHAR(30), m.created_at, 126)) END) AS NVARCHAR(MAX))), 2) AS row_hash
  FROM (SELECT c.bronze_id, c.sequence_at, c.synced_at AS observed_at, c.sync_run_id, CAST(c.source_id AS NVARCHAR(128)) AS source_id, CASE WHEN c.change = 'deleted' THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END AS is_deleted, c.full_name AS full_name, c.email AS email, c.mobile_phone AS phone, c.company_name AS company_name, c.position AS position, c.address AS address, c.city AS city, c.postal_code AS postal_code, c.state AS state, c.country_name AS country_name, c.location_source_id AS location_id, c.active AS is_active, c.created_on AS created_at, c.updated_on AS last_updated
  FROM silver.nexudus_coworkers_changes c
  WHERE c.bronze_id <= 9) m) AS made
;
INSERT INTO core.contacts_versions (version_id, source, source_id, sequence_at, observed_at, is_deleted, row_hash, bronze_id, sync_run_id, full_name, email, phone, company_name, position, address, city, postal_code, state, country_name, location_id, is_active, created_at, last_updated) SELECT 0 + row_number() OVER (ORDER BY t.bronze_id), 'nexudus', t.source_id, t.sequence_at, t.observed_at, t.is_deleted, t.row_hash, t.bronze_id, t.sync_run_id, t.full_name, t.email, t.phone, t.company_name, t.position, t.address, t.city, t.postal_code, t.state, t.country_name, t.location_id, t.is_active, t.created_at, t.last_updated
  FROM #taken t
  WHERE NOT EXISTS (SELECT 1
  FROM core.contacts_versions v
  WHERE v.source = 'nexudus' AND v.source_id = t.source_id AND v.bronze_id = t.bronze_id)
;
DROP TABLE IF EXISTS #keys
;
SELECT * INTO #keys
  FROM (SELECT source_id, match_key
  FROM ( SELECT v.source_id, nullif(lower(trim(v.email)), '') AS match_key, row_number() OVER (PARTITION BY v.source_id ORDER BY v.sequence_at DESC, v.observed_at DESC, v.row_hash DESC) AS place
  FROM core.contacts_versions v
  WHERE v.source = 'nexudus' AND v.source_id IN (SELECT source_id
  FROM #taken)) AS newest
  WHERE place = 1 ) AS made
;
DROP TABLE IF EXISTS #affected
;
SELECT * INTO #affected
  FROM (SELECT match_key
  FROM #keys
  WHERE match_key IS NOT NULL UNION SELECT m.match_key
  FROM core.contacts_members m
  JOIN #keys k ON k.source_id = m.source_id
  WHERE m.source = 'nexudus' AND m.match_key IS NOT NULL) AS made
;
DROP TABLE IF EXISTS #groups
;
SELECT * INTO #groups
  FROM (SELECT source, source_id, match_key, CASE WHEN match_key IS NULL OR place > 1 THEN source ELSE first_value(source) OVER (PARTITION BY match_key, place ORDER BY priority) END AS primary_source, CASE WHEN match_key IS NULL OR place > 1 THEN source_id ELSE first_value(source_id) OVER (PARTITION BY match_key, place ORDER BY priority) END AS primary_source_id
  FROM (SELECT source, source_id, match_key, CASE source WHEN 'nexudus' THEN 0 WHEN 'hubspot' THEN 1 END AS priority, row_number() OVER (PARTITION BY match_key, source ORDER BY source_id) AS place
  FROM (SELECT 'nexudus' AS source, source_id, match_key
  FROM #keys UNION ALL SELECT m.source, m.source_id, m.match_key
  FROM core.contacts_members m
  WHERE m.match_key IN (SELECT match_key
  FROM #affected) AND NOT (m.source = 'nexudus' AND m.source_id IN (SELECT source_id
  FROM #keys)) ) AS everybody) AS placed ) AS made
;
DROP TABLE IF EXISTS #touched
;
SELECT * INTO #touched
  FROM (SELECT primary_source, primary_source_id
  FROM #groups UNION SELECT m.primary_source, m.primary_source_id
  FROM core.contacts_members m
  JOIN #groups g ON g.source = m.source AND g.source_id = m.source_id) AS made
;
DELETE
  FROM core.contacts_members
  WHERE EXISTS (SELECT 1
  FROM #groups g
  WHERE g.source = core.contacts_members.source AND g.source_id = core.contacts_members.source_id)
;
INSERT INTO core.contacts_members (source, source_id, match_key, primary_source, primary_source_id) SELECT source, source_id, match_key, primary_source, primary_source_id
  FROM #groups
;
DELETE
  FROM silver.nexudus_coworkers_changes
  WHERE bronze_id IN (SELECT bronze_id
  FROM #taken)
;
DROP TABLE IF EXISTS #taken
;
SELECT * INTO #taken
  FROM (SELECT bronze_id, sequence_at, observed_at, sync_run_id, source_id, is_deleted, first_name, last_name, email, phone, company_name, position, address, city, postal_code, state, country_name, created_at, last_updated, CONVERT(CHAR(32), HASHBYTES('MD5', CAST(concat_ws('\x1F', '', CASE WHEN m.is_deleted = CAST(1 AS BIT) THEN 'gone' END, CASE WHEN m.email IS NOT NULL THEN concat('email=', m.email) END, CASE WHEN m.phone IS NOT NULL THEN concat('phone=', m.phone) END, CASE WHEN m.company_name IS NOT NULL THEN concat('company_name=', m.company_name) END, CASE WHEN m.position IS NOT NULL THEN concat('position=', m.position) END, CASE WHEN m.address IS NOT NULL THEN concat('address=', m.address) END, CASE WHEN m.city IS NOT NULL THEN concat('city=', m.city) END, CASE WHEN m.postal_code IS NOT NULL THEN concat('postal_code=', m.postal_code) END, CASE WHEN m.state IS NOT NULL THEN concat('state=', m.state) END, CASE WHEN m.country_name IS NOT NULL THEN concat('country_name=', m.country_name) END, CASE WHEN m.created_at IS NOT NULL THEN concat('created_at=', CONVERT(NVARCHAR(30), m.created_at, 126)) END, CASE WHEN m.first_name IS NOT NULL THEN concat('first_name=', m.first_name) END, CASE WHEN m.last_name IS NOT NULL THEN concat('last_name=', m.last_name) END) AS NVARCHAR(MAX))), 2) AS row_hash
  FROM (SELECT c.bronze_id, c.sequence_at, c.synced_at AS observed_at, c.sync_run_id, CAST(c.source_id AS NVARCHAR(128)) AS source_id, CASE WHEN c.change = 'deleted' THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END AS is_deleted, c.first_name AS first_name, c.last_name AS last_name, c.email AS email, c.phone AS phone, c.company_name AS company_name, c.position AS position, c.address AS address, c.city AS city, c.postal_code AS postal_code, c.state AS state, c.country_name AS country_name, c.created_on AS created_at, c.updated_on AS last_updated
  FROM silver.hubspot_contacts_changes c
  WHERE c.bronze_id <= 9) m) AS made
;
INSERT INTO core.contacts_versions (version_id, source, source_id, sequence_at, observed_at, is_deleted, row_hash, bronze_id, sync_run_id, first_name, last_name, email, phone, company_name, position, address, city, postal_code, state, country_name, created_at, last_updated) SELECT 0 + row_number() OVER (ORDER BY t.bronze_id), 'hubspot', t.source_id, t.sequence_at, t.observed_at, t.is_deleted, t.row_hash, t.bronze_id, t.sync_run_id, t.first_name, t.last_name, t.email, t.phone, t.company_name, t.position, t.address, t.city, t.postal_code, t.state, t.country_name, t.created_at, t.last_updated
  FROM #taken t
  WHERE NOT EXISTS (SELECT 1
  FROM core.contacts_versions v
  WHERE v.source = 'hubspot' AND v.source_id = t.source_id AND v.bronze_id = t.bronze_id)
;
DROP TABLE IF EXISTS #keys
;
SELECT * INTO #keys
  FROM (SELECT source_id, match_key
  FROM ( SELECT v.source_id, nullif(lower(trim(v.email)), '') AS match_key, row_number() OVER (PARTITION BY v.source_id ORDER BY v.sequence_at DESC, v.observed_at DESC, v.row_hash DESC) AS place
  FROM core.contacts_versions v
  WHERE v.source = 'hubspot' AND v.source_id IN (SELECT source_id
  FROM #taken)) AS newest
  WHERE place = 1 ) AS made
;
DROP TABLE IF EXISTS #affected
;
SELECT * INTO #affected
  FROM (SELECT match_key
  FROM #keys
  WHERE match_key IS NOT NULL UNION SELECT m.match_key
  FROM core.contacts_members m
  JOIN #keys k ON k.source_id = m.source_id
  WHERE m.source = 'hubspot' AND m.match_key IS NOT NULL) AS made
;
DROP TABLE IF EXISTS #groups
;
SELECT * INTO #groups
  FROM (SELECT source, source_id, match_key, CASE WHEN match_key IS NULL OR place > 1 THEN source ELSE first_value(source) OVER (PARTITION BY match_key, place ORDER BY priority) END AS primary_source, CASE WHEN match_key IS NULL OR place > 1 THEN source_id ELSE first_value(source_id) OVER (PARTITION BY match_key, place ORDER BY priority) END AS primary_source_id
  FROM (SELECT source, source_id, match_key, CASE source WHEN 'nexudus' THEN 0 WHEN 'hubspot' THEN 1 END AS priority, row_number() OVER (PARTITION BY match_key, source ORDER BY source_id) AS place
  FROM (SELECT 'hubspot' AS source, source_id, match_key
  FROM #keys UNION ALL SELECT m.source, m.source_id, m.match_key
  FROM core.contacts_members m
  WHERE m.match_key IN (SELECT match_key
  FROM #affected) AND NOT (m.source = 'hubspot' AND m.source_id IN (SELECT source_id
  FROM #keys)) ) AS everybody) AS placed ) AS made
;
DROP TABLE IF EXISTS #touched
;
SELECT * INTO #touched
  FROM (SELECT primary_source, primary_source_id
  FROM #groups UNION SELECT m.primary_source, m.primary_source_id
  FROM core.contacts_members m
  JOIN #groups g ON g.source = m.source AND g.source_id = m.source_id) AS made
;
DELETE
  FROM core.contacts_members
  WHERE EXISTS (SELECT 1
  FROM #groups g
  WHERE g.source = core.contacts_members.source AND g.source_id = core.contacts_members.source_id)
;
INSERT INTO core.contacts_members (source, source_id, match_key, primary_source, primary_source_id) SELECT source, source_id, match_key, primary_source, primary_source_id
  FROM #groups
;
DELETE
  FROM silver.hubspot_contacts_changes
  WHERE bronze_id IN (SELECT bronze_id
  FROM #taken)
;
DROP TABLE IF EXISTS #turns
;
SELECT * INTO #turns
  FROM (SELECT m.primary_source, m.primary_source_id, w.source, w.sequence_at AS turned_at, w.observed_at, w.version_id, row_number() OVER (PARTITION BY m.primary_source, m.primary_source_id ORDER BY w.sequence_at, w.source) AS turn
  FROM core.contacts_members m
  JOIN #touched k ON k.primary_source = m.primary_source AND k.primary_source_id = m.primary_source_id
  JOIN (SELECT *
  FROM ( SELECT v.version_id, v.source, v.source_id, v.sequence_at, v.observed_at, v.is_deleted, v.row_hash, row_number() OVER (PARTITION BY v.source, v.source_id, v.sequence_at ORDER BY v.observed_at DESC, v.row_hash DESC, v.version_id DESC) AS place
  FROM core.contacts_versions v
  WHERE v.version_id > 0) AS ranked
  WHERE place = 1 ) w ON w.source = m.source AND w.source_id = m.source_id ) AS made
;
DROP TABLE IF EXISTS #holding
;
SELECT * INTO #holding
  FROM (SELECT primary_source, primary_source_id, turned_at, max(observed_at) AS recorded_at, max(t_nexudus) AS t_nexudus, max(t_hubspot) AS t_hubspot
  FROM (SELECT primary_source, primary_source_id, turned_at, observed_at, max(CASE WHEN source = 'nexudus' THEN turn END) OVER (PARTITION BY primary_source, primary_source_id ORDER BY turned_at) AS t_nexudus, max(CASE WHEN source = 'hubspot' THEN turn END) OVER (PARTITION BY primary_source, primary_source_id ORDER BY turned_at) AS t_hubspot
  FROM #turns) AS running
  GROUP BY primary_source, primary_source_id, turned_at ) AS made
;
DROP TABLE IF EXISTS #steps
;
SELECT * INTO #steps
  FROM (SELECT h.primary_source, h.primary_source_id, h.turned_at, h.recorded_at, CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END AS is_deleted, CONVERT(CHAR(32), HASHBYTES('MD5', CAST(concat_ws('\x1F', '', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN 'gone' END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.full_name, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.full_name END, NULL) END IS NOT NULL THEN concat('full_name=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.full_name, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.full_name END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.email, v_hubspot.email, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.email END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.email END, NULL) END IS NOT NULL THEN concat('email=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.email, v_hubspot.email, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.email END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.email END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_hubspot.phone, v_nexudus.phone, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.phone END, CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.phone END, NULL) END IS NOT NULL THEN concat('phone=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_hubspot.phone, v_nexudus.phone, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.phone END, CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.phone END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.company_name, v_hubspot.company_name, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.company_name END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.company_name END, NULL) END IS NOT NULL THEN concat('company_name=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.company_name, v_hubspot.company_name, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.company_name END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.company_name END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_hubspot.position, v_nexudus.position, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.position END, CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.position END, NULL) END IS NOT NULL THEN concat('position=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_hubspot.position, v_nexudus.position, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.position END, CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.position END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.address, v_hubspot.address, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.address END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.address END, NULL) END IS NOT NULL THEN concat('address=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.address, v_hubspot.address, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.address END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.address END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.city, v_hubspot.city, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.city END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.city END, NULL) END IS NOT NULL THEN concat('city=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.city, v_hubspot.city, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.city END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.city END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.postal_code, v_hubspot.postal_code, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.postal_code END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.postal_code END, NULL) END IS NOT NULL THEN concat('postal_code=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.postal_code, v_hubspot.postal_code, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.postal_code END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.postal_code END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.state, v_hubspot.state, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.state END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.state END, NULL) END IS NOT NULL THEN concat('state=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.state, v_hubspot.state, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.state END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.state END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.country_name, v_hubspot.country_name, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.country_name END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.country_name END, NULL) END IS NOT NULL THEN concat('country_name=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.country_name, v_hubspot.country_name, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.country_name END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.country_name END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.location_id, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.location_id END, NULL) END IS NOT NULL THEN concat('location_id=', CAST(CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.location_id, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.location_id END, NULL) END AS NVARCHAR(60))) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.is_active, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.is_active END, NULL) END IS NOT NULL THEN concat('is_active=', CAST(CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.is_active, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.is_active END, NULL) END AS NVARCHAR(60))) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.created_at, v_hubspot.created_at, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.created_at END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.created_at END, NULL) END IS NOT NULL THEN concat('created_at=', CONVERT(NVARCHAR(30), CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_nexudus.created_at, v_hubspot.created_at, NULL) ELSE coalesce(CASE WHEN v_nexudus.is_deleted = CAST(0 AS BIT) THEN v_nexudus.created_at END, CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.created_at END, NULL) END, 126)) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_hubspot.first_name, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.first_name END, NULL) END IS NOT NULL THEN concat('first_name=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_hubspot.first_name, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.first_name END, NULL) END) END, CASE WHEN CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_hubspot.last_name, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.last_name END, NULL) END IS NOT NULL THEN concat('last_name=', CASE WHEN CASE WHEN (v_nexudus.version_id IS NULL OR v_nexudus.is_deleted = CAST(1 AS BIT)) AND (v_hubspot.version_id IS NULL OR v_hubspot.is_deleted = CAST(1 AS BIT)) THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END = CAST(1 AS BIT) THEN coalesce(v_hubspot.last_name, NULL) ELSE coalesce(CASE WHEN v_hubspot.is_deleted = CAST(0 AS BIT) THEN v_hubspot.last_name END, NULL) END) END) AS NVARCHAR(MAX))), 2) AS row_hash, v_nexudus.version_id AS v_nexudus, v_hubspot.version_id AS v_hubspot
  FROM #holding h
  LEFT
  JOIN #turns r_nexudus ON r_nexudus.primary_source = h.primary_source AND r_nexudus.primary_source_id = h.primary_source_id AND r_nexudus.turn = h.t_nexudus
  LEFT
  JOIN core.contacts_versions v_nexudus ON v_nexudus.version_id = r_nexudus.version_id
  LEFT
  JOIN #turns r_hubspot ON r_hubspot.primary_source = h.primary_source AND r_hubspot.primary_source_id = h.primary_source_id AND r_hubspot.turn = h.t_hubspot
  LEFT
  JOIN core.contacts_versions v_hubspot ON v_hubspot.version_id = r_hubspot.version_id ) AS made
;
DELETE
  FROM core.contacts_intervals
  WHERE EXISTS (SELECT 1
  FROM #touched k
  WHERE k.primary_source = core.contacts_intervals.primary_source AND k.primary_source_id = core.contacts_intervals.primary_source_id)
;
INSERT INTO core.contacts_intervals (primary_source, primary_source_id, valid_from, valid_to, is_deleted, recorded_at, v_nexudus, n_nexudus, v_hubspot, n_hubspot) SELECT primary_source, primary_source_id, turned_at AS valid_from, lead(turned_at) OVER (PARTITION BY primary_source, primary_source_id ORDER BY turned_at) AS valid_to, is_deleted, recorded_at, v_nexudus, n_nexudus, v_hubspot, n_hubspot
  FROM (SELECT s.*, lag(row_hash) OVER (PARTITION BY primary_source, primary_source_id ORDER BY turned_at) AS hash_before, first_value(v_nexudus) OVER (PARTITION BY primary_source, primary_source_id ORDER BY turned_at DESC) AS n_nexudus, first_value(v_hubspot) OVER (PARTITION BY primary_source, primary_source_id ORDER BY turned_at DESC) AS n_hubspot
  FROM #steps s) AS told
  WHERE hash_before IS NULL OR hash_before <> row_hash
;
SELECT count(*)
  FROM ( SELECT i.valid_from, i.valid_to, lead(i.valid_from) OVER ( PARTITION BY i.primary_source, i.primary_source_id ORDER BY i.valid_from) AS next_from
  FROM core.contacts_intervals i
  JOIN #touched k ON k.primary_source = i.primary_source AND k.primary_source_id = i.primary_source_id) AS chain
  WHERE (next_from IS NULL AND valid_to IS NOT NULL) OR (next_from IS NOT NULL AND (valid_to IS NULL OR valid_to <> next_from)) OR valid_to <= valid_from
;
