-- Which of what is due was planned for everybody, so that the ticks that follow cost nothing.
CREATE TABLE "reminder_plan" (
    "id" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "planned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_plan_pkey" PRIMARY KEY ("id")
);

-- An item knows the office that reviews it and whether it is a principal's own (ruling 11), so that the next card of an office is one look
-- into an index, however many schools the office has. Whoever writes an item need not know of it: the triggers below keep it.
ALTER TABLE "declaration" ADD COLUMN "office_id" TEXT,
ADD COLUMN "of_principal" BOOLEAN NOT NULL DEFAULT false;

-- What is frozen is completed as well: nothing of what it says changes.
ALTER TABLE "declaration" DISABLE TRIGGER USER;
UPDATE "declaration" item SET office_id = school.parent_id, of_principal = EXISTS (
    SELECT 1 FROM "grant" held WHERE held.person_id = item.person_id AND held.role = 'PRINCIPAL'
      AND held.organisation_id = item.organisation_id AND held.withdrawn_at IS NULL)
  FROM "organisation" school WHERE school.id = item.organisation_id;
ALTER TABLE "declaration" ENABLE TRIGGER USER;

CREATE FUNCTION declaration_reviewed_by() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.office_id := (SELECT parent_id FROM "organisation" WHERE id = NEW.organisation_id);
  NEW.of_principal := EXISTS (
    SELECT 1 FROM "grant" WHERE person_id = NEW.person_id AND role = 'PRINCIPAL'
      AND organisation_id = NEW.organisation_id AND withdrawn_at IS NULL);
  RETURN NEW;
END
$$;
-- With every decision too: a grant that was given at the moment in which an item was sent is seen by then.
CREATE TRIGGER "declaration_reviewed_by" BEFORE INSERT OR UPDATE OF "organisation_id", "person_id", "state" ON "declaration"
  FOR EACH ROW EXECUTE FUNCTION declaration_reviewed_by();

-- A school that comes under another office takes along what is not frozen yet; so does whoever becomes its principal, or is it no more.
CREATE FUNCTION declarations_of_school_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "declaration" item SET office_id = NEW.parent_id
    FROM "cycle" WHERE item.organisation_id = NEW.id AND "cycle".id = item.cycle_id AND "cycle".frozen_at IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER "organisation_moved" AFTER UPDATE OF "parent_id" ON "organisation"
  FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION declarations_of_school_moved();

CREATE FUNCTION declarations_of_principal_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "declaration" item SET of_principal = NEW.withdrawn_at IS NULL
    FROM "cycle" WHERE item.person_id = NEW.person_id AND item.organisation_id = NEW.organisation_id
      AND "cycle".id = item.cycle_id AND "cycle".frozen_at IS NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER "grant_of_principal" AFTER INSERT OR UPDATE OF "withdrawn_at" ON "grant"
  FOR EACH ROW WHEN (NEW.role = 'PRINCIPAL') EXECUTE FUNCTION declarations_of_principal_changed();

CREATE INDEX "declaration_office_queue" ON "declaration" ("office_id", "cycle_id", "round", "waiting_since", "id")
  WHERE "state" = 'CONFIRMED_BY_PRINCIPAL';
CREATE INDEX "declaration_principals_own" ON "declaration" ("office_id", "cycle_id", "round", "waiting_since", "id")
  WHERE "state" = 'APPROVED_BY_SCHOOL' AND "of_principal";
DROP INDEX "declaration_second_round";
