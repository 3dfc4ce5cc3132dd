-- The file of an export is kept as it was made, so that what goes out later has the hash that was told.
-- Exports of before have none.
CREATE TABLE "export_portion" (
    "export_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "cells" JSONB NOT NULL,
    "csv" BYTEA NOT NULL,

    CONSTRAINT "export_portion_pkey" PRIMARY KEY ("export_id","place")
);

-- AddForeignKey
ALTER TABLE "export_portion" ADD CONSTRAINT "export_portion_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "export"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
