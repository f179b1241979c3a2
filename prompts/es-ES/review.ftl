# Las pautas que nadie ha comparado con su fuente desde hace un año. $date: cuándo se hizo por última vez, con el año.

review-day = { $day } de { $month } de { $year }

# $count: cuántas de las pautas tienen más de un año.
notice-guidance =
    .heading = Hay que revisar las pautas que se muestran aquí.
    .text =
        Hearken muestra al personal qué hacer y qué no antes de dar un aviso. { $count ->
            [0] El conjunto de las pautas no se ha comparado
            [one] Hay una pauta que no se ha comparado
           *[other] Hay { $count } pautas que no se han comparado
        } con la fuente en los últimos 12 meses, así que puede haber algo anticuado. Última comprobación: { $date }, o poco después.

        Compáralas con las ediciones actuales y pide a quien cuida de Hearken que ponga lo que ha cambiado y la fecha de hoy. Los avisos funcionan como siempre.

        Este mensaje llega a la coordinación de protección y a la coordinación adjunta. Vuelve cada tres meses y deja de llegar cuando se han revisado.
    .push = Hay que revisar las pautas de Hearken.

# En la página de inicio del equipo de protección.
review-home = Las pautas que ve el personal se revisaron hace más de 12 meses. Última revisión: { $date }. Compáralas con las ediciones actuales y pide a quien cuida de Hearken que las actualice.

# Para `hearken check`. $rules: los identificadores de las más antiguas. $count: cuántas son.
check-guidance_fine = Las pautas se han revisado en los últimos 12 meses.
check-guidance_old = Las pautas se revisaron hace más de 12 meses. Última revisión: { $date }. Pautas más antiguas: { $count }. Las primeras: { $rules }
    .do = Compáralas, junto con la coordinación de protección, con las ediciones actuales. Después pon lo que ha cambiado, y el día, en guidance.toml (reviewed_on, y la fecha del conjunto), o actualiza Hearken.
