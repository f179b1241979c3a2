# Cargos y organismos de fuera. El mensaje entra en una frase («Esto llega a la dirección.»),
# `.short` en una lista, `.explained` donde alguien puede leer el cargo por primera vez.
#
# Ningún mensaje empieza por «el»: así sirve detrás de «a», «de» y «por» («a la dirección», «de la dirección»).
# Y ninguna frase hace de un cargo el sujeto de un verbo ni le pone un adjetivo: puede ser una lista.

role-staff = todo el personal
    .short = Personal
    .explained = todas las personas que trabajan o colaboran aquí
role-dsl = la coordinación de protección
    .short = Coordinación de protección (DSL)
    .explained = la coordinación de protección (DSL), que dirige aquí todo lo que protege a niños y niñas
role-deputy_dsl = la coordinación adjunta de protección
    .short = Coordinación adjunta de protección
    .explained = la coordinación adjunta de protección, que sustituye a la coordinación de protección (DSL)
role-head = la dirección
    .short = Dirección
    .explained = la dirección del colegio
role-head_primary = la dirección de Primaria
    .short = Dirección de Primaria
    .explained = la dirección de la etapa de Primaria
role-head_secondary = la dirección de Secundaria
    .short = Dirección de Secundaria
    .explained = la dirección de la etapa de Secundaria
role-chair_of_governors = la presidencia de la junta de gobierno
    .short = Presidencia de la junta de gobierno
    .explained = la presidencia de la junta de gobierno, que supervisa el colegio
role-safeguarding_governor = la vocalía de protección de la junta
    .short = Vocalía de protección de la junta
    .explained = la vocalía de protección: quien en la junta de gobierno del colegio vela por la protección de niños y niñas
role-online_safety_lead = la coordinación digital
    .short = Coordinación digital
    .explained = la coordinación digital, que cuida aquí de la seguridad en internet
role-head_of_year = la coordinación de curso
    .short = Coordinación de curso
    .explained = la coordinación del curso al que va el alumno o la alumna
role-prevent_lead = la coordinación de Prevent
    .short = Coordinación de Prevent
    .explained = la coordinación de Prevent, que trabaja para que nadie joven acabe en el terrorismo
role-it_lead = la coordinación TIC
    .short = Coordinación TIC (informática)
    .explained = la coordinación TIC, que cuida de los ordenadores, de la red y de su filtro
role-dpo = la delegación de datos
    .short = Protección de datos (DPD)
    .explained = la delegación de protección de datos (DPD), que se ocupa de los datos perdidos o filtrados
role-siro = la coordinación de seguridad de datos
    .short = Seguridad de datos (SIRO)
    .explained = la coordinación de seguridad de datos (SIRO), que responde de los datos y de su seguridad
role-hr_lead = la dirección de recursos humanos
    .short = Recursos humanos
    .explained = la dirección de recursos humanos, que se ocupa de los asuntos del personal
role-on_call = quien hace guardia
    .short = Guardia
    .explained = la persona de guardia fuera del horario escolar
role-line_manager = tu responsable
    .short = Responsable
    .explained = la persona de quien dependes en el trabajo
role-school_admin = la administración de Hearken
    .short = Administración de Hearken
    .explained = la persona que preparó Hearken aquí; no puede leer los avisos
role-trust_lead = la coordinación de protección del grupo
    .short = Protección del grupo de colegios
    .explained = la coordinación de protección del grupo de colegios al que pertenece este
role-slt = todo el equipo directivo
    .short = Equipo directivo
    .explained = el equipo directivo, que lleva el colegio junto con la dirección

# A quién se dirige antes de saber de quién se trata.
role-unknown_lead = la coordinación de protección o la dirección
    .short = Coordinación de protección o dirección
    .explained = la coordinación de protección (DSL) o la dirección

## Organismos de fuera: Hearken nunca les escribe.

role-lado = la autoridad local (LADO)
    .short = Autoridad local (LADO)
    .explained = la autoridad local (LADO), que en Inglaterra aconseja cuando preocupa una persona adulta que trabaja con menores
role-police = la policía
    .short = Policía
    .explained = la policía
role-childrens_social_care = los servicios sociales
    .short = Servicios sociales
    .explained = los servicios sociales, el servicio público que protege a los menores
role-mash = la oficina local de protección (MASH)
    .short = Oficina local de protección (MASH)
    .explained = la oficina local de protección (MASH), donde en Inglaterra varios servicios estudian juntos lo que preocupa de un menor
role-ceop = la unidad CEOP
    .short = CEOP
    .explained = la unidad CEOP de la policía británica, que se ocupa del abuso sexual de menores en internet
role-iwf = la fundación IWF
    .short = IWF
    .explained = la fundación británica Internet Watch Foundation (IWF), que hace retirar de internet imágenes sexuales de menores
role-prevent = la oficina local de Prevent
    .short = Prevent
    .explained = la oficina local de Prevent, que en Inglaterra ayuda a quien corre el riesgo de acabar en el terrorismo
role-filtering_provider = la empresa que lleva el filtro
    .short = Empresa del filtro
    .explained = la empresa que lleva el filtro de internet del colegio
role-prosecutor_for_minors = la Fiscalía de Menores
    .short = Fiscalía de Menores
    .explained = la Fiscalía de Menores, que en España defiende ante la ley los derechos de los menores

## Urgencia. El mensaje entra en una frase, `.label` va solo, `.deadline` va detrás de «Plazo:».

urgency-immediate = inmediato
    .label = Inmediato
    .deadline = { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }
urgency-urgent = urgente
    .label = Urgente
    .deadline = { $minutes ->
        [one] { $minutes } minuto
       *[other] { $minutes } minutos
    }
urgency-today = para hoy
    .label = Hoy
    .deadline = { $hours ->
        [one] { $hours } hora de horario escolar
       *[other] { $hours } horas de horario escolar
    }
urgency-note = para que conste
    .label = Para que conste
    .deadline = el siguiente día lectivo

## Contactos

contact-line = { $name }: { $number }
