IF OBJECT_ID('core.products_versions') IS NULL CREATE TABLE core.products_versions (version_id BIGINT NOT NULL, source NVARCHAR(128) NOT NULL, source_id NVARCHAR(128) NOT NULL, sequence_at DATETIME2(6) NOT NULL, observed_at DATETIME2(6) NOT NULL, is_deleted BIT NOT NULL, row_hash NVARCHAR(32) NOT NULL, bronze_id BIGINT NOT NULL, sync_run_id NVARCHAR(36) NOT NULL, location_id BIGINT, location_name NVARCHAR(512), name NVARCHAR(256), product_type NVARCHAR(32), item_type TINYINT, floor_plan_id BIGINT, floor_plan_name NVARCHAR(256), area_code NVARCHAR(128), price DECIMAL(12,2), currency_code NVARCHAR(8), is_available BIT, available_from DATETIME2(6), available_to DATETIME2(6), contact_id BIGINT, contact_name NVARCHAR(512), contact_company NVARCHAR(512), size_sqm FLOAT, custom_size_sqm FLOAT, capacity INT, resource_id BIGINT, resource_name NVARCHAR(256), resource_type_name NVARCHAR(256), created_at DATETIME2(6), last_updated DATETIME2(6))
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_core_products_versions_version_id') CREATE UNIQUE INDEX ix_core_products_versions_version_id ON core.products_versions (version_id)
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_core_products_versions_source_source_id') CREATE INDEX ix_core_products_versions_source_source_id ON core.products_versions (source, source_id)
;
IF OBJECT_ID('core.products_intervals') IS NULL CREATE TABLE core.products_intervals (primary_source NVARCHAR(128) NOT NULL, primary_source_id NVARCHAR(128) NOT NULL, valid_from DATETIME2(6) NOT NULL, valid_to DATETIME2(6), is_deleted BIT NOT NULL, recorded_at DATETIME2(6) NOT NULL, v_nexudus BIGINT, n_nexudus BIGINT)
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_core_products_intervals_primary_source_primary_source_id') CREATE INDEX ix_core_products_intervals_primary_source_primary_source_id ON core.products_intervals (primary_source, primary_source_id)
;
CREATE OR ALTER VIEW core.products_history AS SELECT 'acme' AS tenant_id, concat(i.primary_source, ':', i.primary_source_id) AS id, v_nexudus.location_id AS location_id, v_nexudus.location_name AS location_name, v_nexudus.name AS name, v_nexudus.product_type AS product_type, v_nexudus.item_type AS item_type, v_nexudus.floor_plan_id AS floor_plan_id, v_nexudus.floor_plan_name AS floor_plan_name, v_nexudus.area_code AS area_code, v_nexudus.price AS price, v_nexudus.currency_code AS currency_code, v_nexudus.is_available AS is_available, v_nexudus.available_from AS available_from, v_nexudus.available_to AS available_to, v_nexudus.contact_id AS contact_id, v_nexudus.contact_name AS contact_name, v_nexudus.contact_company AS contact_company, v_nexudus.size_sqm AS size_sqm, v_nexudus.custom_size_sqm AS custom_size_sqm, v_nexudus.capacity AS capacity, v_nexudus.resource_id AS resource_id, v_nexudus.resource_name AS resource_name, v_nexudus.resource_type_name AS resource_type_name, v_nexudus.created_at AS created_at, n_nexudus.last_updated AS last_updated, i.primary_source, i.primary_source_id, i.valid_from, i.valid_to, CASE WHEN i.valid_to IS NULL THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END AS is_current, i.is_deleted, i.recorded_at, v_nexudus.bronze_id AS nexudus_bronze_id, v_nexudus.sync_run_id AS nexudus_run_id, (SELECT p.definition_hash
  FROM meta.positions p
  WHERE p.source_name = 'core' AND p.entity = 'products') AS mapping_hash
  FROM core.products_intervals i
  LEFT
  JOIN core.products_versions v_nexudus ON v_nexudus.version_id = i.v_nexudus
  LEFT
  JOIN core.products_versions n_nexudus ON n_nexudus.version_id = i.n_nexudus
;
CREATE OR ALTER VIEW core.products AS SELECT *
  FROM core.products_history
  WHERE is_current = CAST(1 AS BIT) AND is_deleted = CAST(0 AS BIT)
;
DROP TABLE IF EXISTS #taken
;
SELECT * INTO #taken
  FROM (SELECT bronze_id, sequence_at, observed_at, sync_run_id, source_id, is_deleted, location_id, location_name, name, product_type, item_type, floor_plan_id, floor_plan_name, area_code, price, currency_code, is_available, available_from, available_to, contact_id, contact_name, contact_company, size_sqm, custom_size_sqm, capacity, resource_id, resource_name, resource_type_name, created_at, last_updated, CONVERT(CHAR(32), HASHBYTES('MD5', CAST(concat_ws('\x1F', '', CASE WHEN m.is_deleted = CAST(1 AS BIT) THEN 'gone' END, CASE WHEN m.location_id IS NOT NULL THEN concat('location_id=', CAST(m.location_id AS NVARCHAR(60))) END, CASE WHEN m.location_name IS NOT NULL THEN concat('location_name=', m.location_name) END, CASE WHEN m.name IS NOT NULL THEN concat('name=', m.name) END, CASE WHEN m.product_type IS NOT NULL THEN concat('product_type=', m.product_type) END, CASE WHEN m.item_type IS NOT NULL THEN concat('item_type=', CAST(m.item_type AS NVARCHAR(60))) END, CASE WHEN m.floor_plan_id IS NOT NULL THEN concat('floor_plan_id=', CAST(m.floor_plan_id AS NVARCHAR(60))) END, CASE WHEN m.floor_plan_name IS NOT NULL THEN concat('floor_plan_name=', m.floor_plan_name) END, CASE WHEN m.area_code IS NOT NULL THEN concat('area_code=', m.area_code) END, CASE WHEN m.price IS NOT NULL THEN concat('price=', CAST(m.price AS NVARCHAR(60))) END, CASE WHEN m.currency_code IS NOT NULL THEN concat('currency_code=', m.currency_code) END, CASE WHEN m.is_available IS NOT NULL THEN concat('is_available=', CAST(m.is_available AS NVARCHAR(60))) END, CASE WHEN m.available_from IS NOT NULL THEN concat('available_from=', CONVERT(NVARCHAR(30), m.available_from, 126)) END, CASE WHEN m.available_to IS NOT NULL THEN concat('available_to=', CONVERT(NVARCHAR(30), m.available_to, 126)) END, CASE WHEN m.contact_id IS NOT NULL THEN concat('contact_id=', CAST(m.contact_id AS NVARCHAR(60))) END, CASE WHEN m.contact_name IS NOT NULL THEN concat('contact_name=', m.contact_name) END, CASE WHEN m.contact_company IS NOT NULL THEN concat('contact_company=', m.contact_company) END, CASE WHEN m.size_sqm IS NOT NULL THEN concat('size_sqm=', CONVERT(NVARCHAR(40), m.size_sqm, 3)) END, CASE WHEN m.custom_size_sqm IS NOT NULL THEN concat('custom_size_sqm=', CONVERT(NVARCHAR(40), m.custom_size_sqm, 3)) END, CASE WHEN m.capacity IS NOT NULL THEN concat('capacity=', CAST(m.capacity AS NVARCHAR(60))) END, CASE WHEN m.resource_id IS NOT NULL THEN concat('resource_id=', CAST(m.resource_id AS NVARCHAR(60))) END, CASE WHEN m.resource_name IS NOT NULL THEN concat('resource_name=', m.resource_name) END, CASE WHEN m.resource_type_name IS NOT NULL THEN concat('resource_type_name=', m.resource_type_name) END, CASE WHEN m.created_at IS NOT NULL THEN concat('created_at=', CONVERT(NVARCHAR(30), m.created_at, 126)) END) AS NVARCHAR(MAX))), 2) AS row_hash
  FROM (SELECT c.bronze_id, c.sequence_at, c.synced_at AS observed_at, c.sync_run_id, CAST(c.source_id AS NVARCHAR(128)) AS source_id, CASE WHEN c.change = 'deleted' THEN CAST(1 AS BIT) ELSE CAST(0 AS BIT) END AS is_deleted, c.location_source_id AS location_id, c.location_name AS location_name, c.name AS name, c.product_type_label AS product_type, c.item_type AS item_type, c.floor_plan_id AS floor_plan_id, c.floor_plan_name AS floor_plan_name, c.area_code AS area_code, c.price AS price, c.currency_code AS currency_code, c.is_available AS is_available, c.available_from AS available_from, c.available_to AS available_to, c.coworker_id AS contact_id, c.coworker_name AS contact_name, c.coworker_company AS contact_company, c.size_sqm AS size_sqm, c.custom_size_sqm AS custom_size_sqm, c.capacity AS capacity, c.resource_id AS resource_id, c.resource_name AS resource_name, c.resource_type_name AS resource_type_name, c.created_on AS created_at, c.updated_on AS last_updated
  FROM silver.nexudus_products_changes c
  WHERE c.bronze_id <= 9) m) AS made
;
INSERT INTO core.products_versions (version_id, source, source_id, sequence_at, observed_at, is_deleted, row_hash, bronze_id, sync_run_id, location_id, location_name, name, product_type, item_type, floor_plan_id, floor_plan_name, area_code, price, currency_code, is_available, available_from, available_to, contact_id, contact_name, contact_company, size_sqm, custom_size_sqm, capacity, resource_id, resource_name, resource_type_name, created_at, last_updated) SELECT 0 + row_number() OVER (ORDER BY t.bronze_id), 'nexudus', t.source_id, t.sequence_at, t.observed_at, t.is_deleted, t.row_hash, t.bronze_id, t.sync_run_id, t.location_id, t.location_name, t.name, t.product_type, t.item_type, t.floor_plan_id, t.floor_plan_name, t.area_code, t.price, t.currency_code, t.is_available, t.available_from, t.available_to, t.contact_id, t.contact_name, t.contact_company, t.size_sqm, t.custom_size_sqm, t.capacity, t.resource_id, t.resource_name, t.resource_type_name, t.created_at, t.last_updated
  FROM #taken t
  WHERE NOT EXISTS (SELECT 1
  FROM core.products_versions v
  WHERE v.source = 'nexudus' AND v.source_id = t.source_id AND v.bronze_id = t.bronze_id)
;
DROP TABLE IF EXISTS #touched
;
SELECT * INTO #touched
  FROM (SELECT DISTINCT 'nexudus' AS primary_source, source_id AS primary_source_id
  FROM #taken) AS made
;
DELETE
  FROM silver.nexudus_products_changes
  WHERE bronze_id IN (SELECT bronze_id
  FROM #taken)
;
DROP TABLE IF EXISTS #steps
;
SELECT * INTO #steps
  FROM (SELECT v.source AS primary_source, v.source_id AS primary_source_id, v.sequence_at AS turned_at, v.observed_at AS recorded_at, v.is_deleted, v.row_hash, v.version_id AS v_nexudus
  FROM (SELECT *
  FROM ( SELECT v.version_id, v.source, v.source_id, v.sequence_at, v.observed_at, v.is_deleted, v.row_hash, row_number() OVER (PARTITION BY v.source, v.source_id, v.sequence_at ORDER BY v.observed_at DESC, v.row_hash DESC, v.version_id DESC) AS place
  FROM core.products_versions v
  WHERE v.version_id > 0 AND v.source_id IN (SELECT primary_source_id
  FROM #touched)) AS ranked
  WHERE place = 1 ) AS v ) AS made
;
DELETE
  FROM core.products_intervals
  WHERE EXISTS (SELECT 1
  FROM #touched k
  WHERE k.primary_source = core.products_intervals.primary_source AND k.primary_source_id = core.products_intervals.primary_source_id)
;
INSERT INTO core.products_intervals (primary_source, primary_source_id, valid_from, valid_to, is_deleted, recorded_at, v_nexudus, n_nexudus) SELECT primary_source, primary_source_id, turned_at AS valid_from, lead(turned_at) OVER (PARTITION BY primary_source, primary_source_id ORDER BY turned_at) AS valid_to, is_deleted, recorded_at, v_nexudus, n_nexudus
  FROM (SELECT s.*, lag(row_hash) OVER (PARTITION BY primary_source, primary_source_id ORDER BY turned_at) AS hash_before, first_value(v_nexudus) OVER (PARTITION BY primary_source, primary_source_id ORDER BY turned_at DESC) AS n_nexudus
  FROM #steps s) AS told
  WHERE hash_before IS NULL OR hash_before <> row_hash
;
SELECT count(*)
  FROM ( SELECT i.valid_from, i.valid_to, lead(i.valid_from) OVER ( PARTITION BY i.primary_source, i.primary_source_id ORDER BY i.valid_from) AS next_from
  FROM core.products_intervals i
  JOIN #touched k ON k.primary_source = i.primary_source AND k.primary_source_id = i.primary_source_id) AS chain
  WHERE (next_from IS NULL AND valid_to IS NOT NULL) OR (next_from IS NOT NULL AND (valid_to IS NULL OR valid_to <> next_from)) OR valid_to <= valid_from
;
