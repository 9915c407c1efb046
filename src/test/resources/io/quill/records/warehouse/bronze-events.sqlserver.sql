IF OBJECT_ID('bronze.events') IS NULL CREATE TABLE bronze.events (EventID NVARCHAR(450) NOT NULL, AgentID NVARCHAR(MAX), FactDateKey DATETIME2(6), MetricID NVARCHAR(MAX), OccurredAt DATETIME2(6), Source NVARCHAR(MAX), Direction NVARCHAR(MAX), Outcome NVARCHAR(MAX), TalkSeconds BIGINT, DurationSeconds BIGINT, RingGroupID NVARCHAR(MAX), Notes NVARCHAR(MAX), Batch BIGINT, SettledAt DATETIME2(6))
;
IF NOT EXISTS (SELECT 1
  FROM sys.indexes
  WHERE name = 'ix_bronze_events_EventID') CREATE UNIQUE INDEX ix_bronze_events_EventID ON bronze.events (EventID)
;
DROP TABLE IF EXISTS #coming_events
;
CREATE TABLE #coming_events (EventID NVARCHAR(450) NOT NULL, AgentID NVARCHAR(MAX), FactDateKey DATETIME2(6), MetricID NVARCHAR(MAX), OccurredAt DATETIME2(6), Source NVARCHAR(MAX), Direction NVARCHAR(MAX), Outcome NVARCHAR(MAX), TalkSeconds BIGINT, DurationSeconds BIGINT, RingGroupID NVARCHAR(MAX), Notes NVARCHAR(MAX), Batch BIGINT, SettledAt DATETIME2(6))
;
MERGE INTO bronze.events AS e
  USING (SELECT EventID, AgentID, FactDateKey, MetricID, OccurredAt, Source, Direction, Outcome, TalkSeconds, DurationSeconds, RingGroupID, Notes, Batch, SettledAt
  FROM (SELECT EventID, AgentID, FactDateKey, MetricID, OccurredAt, Source, Direction, Outcome, TalkSeconds, DurationSeconds, RingGroupID, Notes, Batch, SettledAt, row_number() OVER (PARTITION BY EventID ORDER BY SettledAt) AS place
  FROM #coming_events) AS placed
  WHERE place = 1) AS n ON e.EventID = n.EventID
  WHEN MATCHED AND n.SettledAt < e.SettledAt THEN UPDATE SET AgentID = n.AgentID, FactDateKey = n.FactDateKey, MetricID = n.MetricID, OccurredAt = n.OccurredAt, Source = n.Source, Direction = n.Direction, Outcome = n.Outcome, TalkSeconds = n.TalkSeconds, DurationSeconds = n.DurationSeconds, RingGroupID = n.RingGroupID, Notes = n.Notes, Batch = n.Batch, SettledAt = n.SettledAt
  WHEN NOT MATCHED THEN INSERT (EventID, AgentID, FactDateKey, MetricID, OccurredAt, Source, Direction, Outcome, TalkSeconds, DurationSeconds, RingGroupID, Notes, Batch, SettledAt)
  VALUES (n.EventID, n.AgentID, n.FactDateKey, n.MetricID, n.OccurredAt, n.Source, n.Direction, n.Outcome, n.TalkSeconds, n.DurationSeconds, n.RingGroupID, n.Notes, n.Batch, n.SettledAt);
;
