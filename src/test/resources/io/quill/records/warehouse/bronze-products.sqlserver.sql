IF OBJECT_ID('bronze.nexudus_products') IS NULL CREATE TABLE bronze.nexudus_products (id BIGINT NOT NULL, source_id NVARCHAR(128) NOT NULL, change NVARCHAR(16) NOT NULL, payload_hash NVARCHAR(64) NOT NULL, raw_json NVARCHAR(MAX) NOT NULL, source_changed_at DATETIME2(6), synced_at DATETIME2(6) NOT NULL, sync_run_id NVARCHAR(36) NOT NULL, location_id BIGINT, item_type INT, area NVARCHAR(256))
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_bronze_nexudus_products_id') CREATE UNIQUE INDEX ix_bronze_nexudus_products_id ON bronze.nexudus_products (id)
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_bronze_nexudus_products_source_id_id') CREATE INDEX ix_bronze_nexudus_products_source_id_id ON bronze.nexudus_products (source_id, id)
;
ALTER TABLE bronze.nexudus_products ADD location_id BIGINT
;
ALTER TABLE bronze.nexudus_products ADD item_type INT
;
ALTER TABLE bronze.nexudus_products ADD area NVARCHAR(256)
;
IF OBJECT_ID('bronze.nexudus_products') IS NULL CREATE TABLE bronze.nexudus_products (id BIGINT NOT NULL, source_id NVARCHAR(128) NOT NULL, change NVARCHAR(16) NOT NULL, payload_hash NVARCHAR(64) NOT NULL, raw_json NVARCHAR(MAX) NOT NULL, source_changed_at DATETIME2(6), synced_at DATETIME2(6) NOT NULL, sync_run_id NVARCHAR(36) NOT NULL, location_id BIGINT, item_type INT, area NVARCHAR(256))
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_bronze_nexudus_products_location_id') CREATE INDEX ix_bronze_nexudus_products_location_id ON bronze.nexudus_products (location_id)
;
CREATE OR ALTER VIEW bronze.nexudus_products_latest AS SELECT b.id, b.source_id, b.change, b.payload_hash, b.raw_json, b.source_changed_at, b.synced_at, b.sync_run_id, b.location_id, b.item_type, b.area
  FROM bronze.nexudus_products b
  JOIN (SELECT max(id) AS id
  FROM bronze.nexudus_products
  GROUP BY source_id) m ON m.id = b.id
;
