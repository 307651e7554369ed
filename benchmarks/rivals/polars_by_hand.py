"""Statuses and amounts on 15 March 2026, as somebody who knows Polars would write them: nothing is checked."""

from datetime import date

import polars as pl

ON = date(2026, 3, 15)
STATUS = pl.Enum(["eligible", "not_eligible", "undetermined"])
SCHEMES = ("caim", "coscom", "cotram", "cstm")


def status(condition: pl.Expr, name: str) -> pl.Expr:
    known = pl.when(condition).then(pl.lit("eligible", STATUS)).when(~condition).then(pl.lit("not_eligible", STATUS))
    return known.otherwise(pl.lit("undetermined", STATUS)).alias(f"{name}_status")


def evaluate(source: str, target: str) -> None:
    """Parquet to Parquet, streaming."""
    result(pl.scan_parquet(source)).sink_parquet(target, compression="zstd", compression_level=1)


def result(situations: pl.LazyFrame) -> pl.LazyFrame:
    situations = with_what_follows(situations)
    c = pl.col
    statut, zone = c("statut"), c("zone_cabinet_principal")
    installed = statut == "installe_liberal"
    setting_up = statut.is_in(["installe_liberal", "projet_installation"])
    fees = (c("secteur") == 1) | ((c("secteur") == 2) & c("option_tarifaire").is_in(["optam", "optam_co", "optam_aco"]))
    day, since = c("date_installation"), pl.lit(date(2026, 1, 1))
    zip_or_qpv = (zone == "ZIP") | c("cabinet_principal_en_qpv")
    first = c("premiere_installation_liberale")
    no_contract = _no_contract()
    career = ~c("aide_premiere_installation_deja_percue")
    beneficiary = statut.is_in(["etudiant_medecine", "remplacant"]) & (
        c("licence_remplacement")
        | (
            (statut == "remplacant")
            & (c("date_inscription_ordre") <= ON)
            & (c("date_inscription_ordre").dt.offset_by("1y") > ON)
        )
    )
    rest = {
        "aide_cabinet_secondaire_zip": installed
        & c("conventionne")
        & fees
        & ~c("specialite").is_in(
            [
                "radiologie",
                "radiotherapie",
                "stomatologie",
                "anesthesie",
                "anatomie_cytologie_pathologiques",
                "medecine_nucleaire",
            ]
        )
        & c("cree_cabinet_secondaire")
        & (c("zone_cabinet_secondaire") == "ZIP")
        & c("cabinet_secondaire_nouvelle_implantation")
        & c("cabinet_secondaire_activite_reelle")
        & (c("date_creation_cabinet_secondaire") >= since),
        "aide_premiere_installation_zac": setting_up
        & c("conventionne")
        & fees
        & (zone == "ZAC")
        & (day >= since)
        & first
        & career,
        "aide_premiere_installation_zip": setting_up
        & c("conventionne")
        & fees
        & (zone == "ZIP")
        & (day >= since)
        & first
        & career,
        "consultations_avancees": statut.is_in(["installe_liberal", "remplacant"])
        & c("conventionne")
        & (fees | c("tarifs_opposables_consultations_avancees"))
        & (c("zone_intervention_ponctuelle") == "ZIP")
        & (zone != "ZIP")
        & ~c("cabinet_secondaire_en_zip")
        & ~c("exercice_regulier_en_zip"),
        "majoration_fmt_deja_installes": installed
        & c("conventionne")
        & c("medecin_traitant")
        & zip_or_qpv
        & ((day < since) | ~first | (day.dt.offset_by("3y") <= ON)),
        "majoration_fmt_primo_installes": setting_up
        & c("conventionne")
        & c("medecin_traitant")
        & zip_or_qpv
        & first
        & (day >= since)
        & (day.dt.offset_by("3y") > ON),
        "cde": beneficiary
        & c("zone_medecins_remplaces").is_in(["ZIP", "ZAC"])
        & c("medecins_remplaces_tarifs_opposables")
        & (c("jours_remplacement_trimestre") >= 29)
        & (c("part_activite_zip_zac_pct") >= 80),
        "cesp": statut.is_in(["etudiant_medecine", "praticien_diplome_etranger"])
        & ((statut == "praticien_diplome_etranger") | (c("annee_etudes_medecine") >= 4))
        & c("accepte_engagement_zone_deficitaire"),
    }
    base = c("montant_fmt_socle_annuel_eur")
    rate = (
        pl.when(day.dt.offset_by("1y") > ON)
        .then(pl.lit("0.5").cast(pl.Decimal(2, 1)))
        .when(day.dt.offset_by("2y") > ON)
        .then(pl.lit("0.3").cast(pl.Decimal(2, 1)))
        .when(day.is_not_null())
        .then(pl.lit("0.1").cast(pl.Decimal(2, 1)))
    )
    money = pl.Decimal(18, 2)
    half_days = c("demi_journees_consultations_avancees_mois") * 200
    amounts = {
        "aide_cabinet_secondaire_zip_amount_forfait": pl.lit(3000),
        "aide_premiere_installation_zac_amount_forfait": pl.lit(5000),
        "aide_premiere_installation_zip_amount_forfait": pl.lit(10000),
        "cesp_amount_allocation": pl.lit(1200),
        "consultations_avancees_amount_forfait": pl.when(half_days > 1200).then(1200).otherwise(half_days),
        "majoration_fmt_deja_installes_amount_majoration": base * pl.lit("0.1").cast(pl.Decimal(2, 1)),
        "majoration_fmt_primo_installes_amount_majoration": base * rate,
    }
    signed = c("contrat_1_date_signature")
    months = c("mois_allocation_cesp").cast(pl.String) + "mo"
    blocked = {
        "cde": ~_running("cde", pl.when(signed.dt.offset_by("1y") > ON).then(True)),
        "cesp": ~_running("cesp", (signed.dt.offset_by(months) > ON).fill_null(True)),
    }
    statuses = [status(condition & blocked.get(name, no_contract), name) for name, condition in rest.items()]
    closed = [pl.lit("not_eligible", STATUS).alias(f"{name}_status") for name in SCHEMES]
    paid = [
        pl.when((~rest[name.split("_amount_")[0]]).fill_null(False)).then(None).otherwise(value).cast(money).alias(name)
        for name, value in amounts.items()
    ]
    return situations.select("id", *statuses, *closed, *paid)


def with_what_follows(situations: pl.LazyFrame) -> pl.LazyFrame:
    """What follows from other facts, where it is not stated."""
    c, zone = pl.col, pl.col("zone_cabinet_principal")

    def where_unstated(name: str, condition: pl.Expr, value: object) -> pl.Expr:
        return pl.coalesce(name, pl.when(condition).then(pl.lit(value))).alias(name)

    replacement = c("statut") == "remplacant"
    second = (c("zone_cabinet_secondaire") == "ZIP") & c("cabinet_secondaire_activite_reelle")
    return situations.with_columns(
        where_unstated("conventionne", c("secteur") == 3, False),
        where_unstated("zone_cabinet_principal", replacement, "hors_zone"),
        where_unstated("licence_remplacement", replacement & (c("date_inscription_ordre") <= ON), False),
        where_unstated("cabinet_secondaire_en_zip", second & (c("date_creation_cabinet_secondaire") <= ON), True),
    ).with_columns(
        where_unstated(
            "exercice_regulier_en_zip", zone.is_in(["ZAC", "hors_zone"]) & ~c("cabinet_secondaire_en_zip"), False
        ),
    )


def _running(scheme: str, not_over: pl.Expr) -> pl.Expr:
    held = (pl.col("contrat_1_dispositif") == scheme) & (pl.col("contrat_1_date_signature") <= ON)
    return pl.when(pl.col("nombre_contrats").is_not_null()).then(held.fill_null(False) & not_over)


def _no_contract() -> pl.Expr:
    """No contract of 2016 runs: five years for CAIM, three for COTRAM, three and renewals before 2026 for others."""
    kind, signed = pl.col("contrat_1_dispositif"), pl.col("contrat_1_date_signature")
    caim = (kind == "caim") & (signed.dt.offset_by("5y") > ON)
    cotram = (kind == "cotram") & (signed.dt.offset_by("3y") > ON)
    last = (
        pl.when(signed.dt.offset_by("3y") >= date(2026, 1, 1))
        .then(signed.dt.offset_by("3y"))
        .when(signed.dt.offset_by("6y") >= date(2026, 1, 1))
        .then(signed.dt.offset_by("6y"))
        .otherwise(signed.dt.offset_by("9y"))
    )
    renewed = kind.is_in(["cstm", "coscom"]) & (last > ON)
    running = ((caim | cotram | renewed) & (signed < date(2026, 1, 1))).fill_null(False)
    return pl.when(pl.col("nombre_contrats").is_not_null()).then(~running)
